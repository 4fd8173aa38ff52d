declare const brand: unique symbol;

/** A number that carries its unit in its type. Arithmetic gives a plain number back. */
export type Brand<Name extends string> = number & { readonly [brand]: Name };
