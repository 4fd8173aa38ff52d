/** Law of the time between arrivals, as its Laplace–Stieltjes transform A*(s) = E[e^(−sT)]. */
export interface ArrivalLaw {
  /** 1 − A*(s), without the loss of digits that the difference would have at small s. */
  complement(s: number): number;
  /** −A*′(s), positive. */
  slope(s: number): number;
}

/**
 * A law with the given rate (per second) and squared coefficient of variation of the time between
 * arrivals: hyperexponential with balanced means above 1, exponential at 1, gamma below (Erlang-k
 * at 1/k), deterministic at 0.
 *
 * Source: Tijms, A First Course in Stochastic Models, appendix B; Whitt, Approximating a point
 * process by a renewal process, Operations Research 30 (1982). Two moments do not fix a law: the
 * third is this choice.
 */
export function fitArrivalLaw(rate: number, cv2: number): ArrivalLaw {
  if (!(rate > 0)) throw new RangeError(`Expected a positive arrival rate, got ${rate}.`);
  if (!(cv2 >= 0))
    throw new RangeError(`Expected a squared coefficient of variation of at least 0, got ${cv2}.`);
  if (cv2 < 1e-9) return deterministicLaw(rate); // below, the gamma law's terms lose their digits
  return cv2 > 1 ? balancedHyperexponentialLaw(rate, cv2) : gammaLaw(rate, cv2);
}

function deterministicLaw(rate: number): ArrivalLaw {
  return {
    complement: (s) => -Math.expm1(-s / rate),
    slope: (s) => Math.exp(-s / rate) / rate,
  };
}

function gammaLaw(rate: number, cv2: number): ArrivalLaw {
  const scale = cv2 / rate;
  return {
    complement: (s) => -Math.expm1(-Math.log1p(s * scale) / cv2),
    slope: (s) => Math.exp(-(1 + 1 / cv2) * Math.log1p(s * scale)) / rate,
  };
}

function balancedHyperexponentialLaw(rate: number, cv2: number): ArrivalLaw {
  const share = (1 + Math.sqrt((cv2 - 1) / (cv2 + 1))) / 2;
  const fast = 2 * share * rate;
  const slow = 2 * (1 - share) * rate;
  return {
    complement: (s) => (share * s) / (fast + s) + ((1 - share) * s) / (slow + s),
    slope: (s) => (share * fast) / (fast + s) ** 2 + ((1 - share) * slow) / (slow + s) ** 2,
  };
}
