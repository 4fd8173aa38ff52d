/** One clause in one tier, over futures of which only is known which windows they met. */
export interface CountedTier {
  /** By future: the first window that was missed; the number of windows if none was. */
  firstMisses: Uint16Array;
  /** By window: futures that met it. */
  met: Uint32Array;
  /** Futures that met all with announced maintenance counted the other way. */
  otherKept: number;
}
