/** `unavailable`: this machine cannot typeset. `bug`: the template, the typesetter or the document is wrong. */
export class ProposalError extends Error {
  override readonly name = 'ProposalError';
  readonly kind: 'unavailable' | 'bug';

  constructor(kind: 'unavailable' | 'bug', message: string, options?: ErrorOptions) {
    super(message, options);
    this.kind = kind;
  }
}
