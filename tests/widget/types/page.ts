// A page's own script as it may be written against kohtaamo.d.ts: compiled, never run.

addEventListener('kohtaamo:answered', (event) => {
  const said: [string, string, number | string | string[]] = [event.detail.touchpoint, event.detail.question, event.detail.value];
  return said;
});
document.addEventListener('kohtaamo:submitted', ({ detail }) => detail.id + detail.state);
document.querySelector('div')?.addEventListener('kohtaamo:dismissed', ({ detail }) => detail.touchpoint.length);
// @ts-expect-error what was only shown has no value
addEventListener('kohtaamo:shown', ({ detail }) => detail.value);
// @ts-expect-error an answer need not be a number
addEventListener('kohtaamo:answered', ({ detail }) => detail.value.toFixed());

const kohtaamo = window.kohtaamo!;
kohtaamo('open');
kohtaamo('open', 'checkout', document.querySelector('button'));
kohtaamo('close');
kohtaamo('set', { language: 'sv', subject: 'order-20417', basket: 129.9, radius: 8 });
kohtaamo('identify', { email: 'anna@example.fi', segment: 'member' });
kohtaamo('event', 'order-placed');
const hear = ({ detail }: CustomEvent<Kohtaamo.Answered>): void => void detail.value;
kohtaamo('on', 'answered', hear);
kohtaamo('off', 'answered', hear);
kohtaamo('destroy');
// @ts-expect-error no such verb
kohtaamo('show');
// @ts-expect-error no such event
kohtaamo('on', 'rated', () => {});
// @ts-expect-error a position is left or right
kohtaamo('set', { position: 'top' });

// @ts-expect-error it is missing until the tag has loaded
window.kohtaamo('open');
window.kohtaamo?.('open', 'checkout');
window.kohtaamo = window.kohtaamo || ((...given: unknown[]) => void (window.kohtaamo!.q = window.kohtaamo!.q || []).push(given));

document.createElement('kohtaamo-touchpoint').setAttribute('touchpoint', 'checkout');
