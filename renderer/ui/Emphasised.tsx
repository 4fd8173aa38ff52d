import { Fragment } from 'react';

/** A text with the first occurrence of each phrase set off. */
export function Emphasised({
  text,
  phrases,
}: {
  text: string;
  phrases: readonly (string | null | undefined)[];
}) {
  const spans = phrases
    .flatMap((phrase) => (phrase && text.includes(phrase) ? [{ at: text.indexOf(phrase), phrase }] : []))
    .toSorted((a, b) => a.at - b.at);
  const parts: { text: string; isStressed: boolean }[] = [];
  let done = 0;
  for (const { at, phrase } of spans) {
    if (at < done) continue;
    parts.push({ text: text.slice(done, at), isStressed: false }, { text: phrase, isStressed: true });
    done = at + phrase.length;
  }
  parts.push({ text: text.slice(done), isStressed: false });
  return parts.map((part, index) =>
    part.isStressed ? <b key={index}>{part.text}</b> : <Fragment key={index}>{part.text}</Fragment>,
  );
}
