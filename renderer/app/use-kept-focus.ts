import { useEffect } from 'react';

const FOCUSABLE =
  'button, input, select, textarea, a[href], [tabindex]:not([tabindex="-1"]), [contenteditable="true"]';
const LANDMARKS = 'main, aside, header, nav, [role="dialog"]';

/**
 * Whoever works by keyboard keeps the place: when what had the focus is removed or disabled, the focus
 * goes to what is nearest to it, or to the screen's sentence where everything around it went away.
 */
export function useKeptFocus(): void {
  useEffect(() => keepFocus(document), []);
}

interface Place {
  element: HTMLElement;
  /** Innermost first; after the element's removal they can not be asked for any more. */
  around: HTMLElement[];
}

function keepFocus(page: Document): () => void {
  let last: Place | null = null;
  let frame = 0;

  const remember = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement) last = { element: target, around: ancestorsOf(target) };
  };
  const isNowhere = () => page.activeElement === null || page.activeElement === page.body;

  function look() {
    if (!last || !isNowhere()) return;
    const { element, around } = last;
    // Still there: the focus was taken off on purpose.
    if (isReachable(element)) last = null;
    else (findNear(around) ?? page.getElementById('screen-title'))?.focus();
  }

  /** Two frames later, when menus and dialogs have given the focus back themselves. */
  function lookSoon() {
    if (!last || !isNowhere()) return;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(() => (frame = requestAnimationFrame(look)));
  }

  const observer = new MutationObserver(lookSoon);
  observer.observe(page.body, { subtree: true, childList: true, attributeFilter: ['disabled'] });
  page.addEventListener('focusin', remember);
  page.addEventListener('focusout', lookSoon);
  return () => {
    observer.disconnect();
    page.removeEventListener('focusin', remember);
    page.removeEventListener('focusout', lookSoon);
    cancelAnimationFrame(frame);
  };
}

function ancestorsOf(element: HTMLElement): HTMLElement[] {
  const ancestors: HTMLElement[] = [];
  for (let at = element.parentElement; at; at = at.parentElement) ancestors.push(at);
  return ancestors;
}

/** The first thing that takes the focus in the innermost part that is left, within its landmark. */
function findNear(around: readonly HTMLElement[]): HTMLElement | undefined {
  for (const part of around) {
    if (!part.isConnected) continue;
    if (!part.closest(LANDMARKS) || part.querySelector('#screen-title')) return undefined;
    const found = [...part.querySelectorAll<HTMLElement>(FOCUSABLE)].find(isReachable);
    if (found) return found;
  }
  return undefined;
}

/** Whether it is shown, larger than what is there for screen readers alone, and enabled. */
function isReachable(element: HTMLElement): boolean {
  const { width, height } = element.getBoundingClientRect();
  return element.isConnected && width > 1 && height > 1 && !element.matches(':disabled');
}
