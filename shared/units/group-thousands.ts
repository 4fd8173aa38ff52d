/** `12345` → `12 345`, with narrow no-break spaces; digits only, four of them are grouped too. */
export const groupDigits = (whole: string): string => whole.replace(/\B(?=(?:\d{3})+$)/g, '\u202f');
