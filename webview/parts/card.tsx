/** The card that tells why a stretch is hidden: on hover and on focus, gone with Escape. */
import { signal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import type { Span } from '../../src/protocol/studio.ts';
import { typeName } from './families.ts';

const shown = signal<{ span: Span; target: HTMLElement } | undefined>(undefined);

/** Shows the card for a stretch, below or above what it points at. */
export const showCard = (span: Span, target: HTMLElement): void => {
  if (shown.value?.target !== target) shown.value = { span, target };
};
export const hideCard = (): void => {
  shown.value = undefined;
};

export function Card() {
  const ref = useRef<HTMLDivElement>(null);
  const { value: now } = shown;
  // What it points at moves away under it; Escape dismisses it without moving the focus.
  useEffect(() => {
    const dismiss = (event: KeyboardEvent) => event.key === 'Escape' && hideCard();
    window.addEventListener('resize', hideCard);
    document.addEventListener('scroll', hideCard, true);
    document.addEventListener('keydown', dismiss);
    return () => {
      window.removeEventListener('resize', hideCard);
      document.removeEventListener('scroll', hideCard, true);
      document.removeEventListener('keydown', dismiss);
    };
  }, []);
  useLayoutEffect(() => {
    const box = ref.current;
    if (!box || !now) return;
    const { width, height } = box.getBoundingClientRect();
    const at = now.target.getBoundingClientRect();
    // Above it where there is no room below; never outside of the window.
    const below = at.bottom + 6 + height < window.innerHeight;
    box.style.left = `${Math.max(8, Math.min(at.left, window.innerWidth - width - 8))}px`;
    box.style.top = `${below ? at.bottom + 6 : Math.max(8, at.top - height - 6)}px`;
  }, [now]);
  return (
    <div id="about-hidden" role="tooltip" class={`card${now ? '' : ' away'}`} ref={ref}>
      {now ? <About span={now.span} /> : null}
    </div>
  );
}

function About({ span }: { span: Span }) {
  const { detector, rule, also, confidence, subject, mentions = 1, kept, fake, placeholder, type } = span;
  const hidden = fake ? `Replaced by a made-up value: ${placeholder}` : `Hidden as ${placeholder}`;
  const outcome = kept ? 'Found, and kept by the policy.' : hidden;
  return (
    <>
      <strong>{typeName(type)}</strong>
      <p>{outcome}</p>
      <dl>
        {detector ? (
          <>
            <dt>Found by</dt>
            <dd>{[rule ? `${detector} · ${rule}` : detector, ...(also ?? [])].join(', ')}</dd>
          </>
        ) : null}
        {subject ? (
          <>
            <dt>Subject</dt>
            <dd>
              <code>{subject}</code>
              {mentions > 1 ? `, ${mentions} times in this session` : ', once in this session'}
            </dd>
          </>
        ) : null}
        {confidence === undefined ? null : (
          <>
            <dt>Confidence</dt>
            <dd>{Math.round(confidence * 100)} %</dd>
          </>
        )}
      </dl>
      {detector ? null : <p class="dim">The log was not read again here, so how it was found is not told.</p>}
    </>
  );
}
