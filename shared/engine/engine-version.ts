/** Changes whenever the same input could give other numbers; part of every run's identity. */
export const ENGINE_VERSION = '0.3.1';
