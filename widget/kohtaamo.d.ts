/**
 * Types for a page that carries Kohtaamo's tag. Copy this file into your project, or refer to it:
 *
 *   /// <reference path="./kohtaamo.d.ts" />
 *
 * What stands here is promised: see docs/reference/tag.md.
 */
declare namespace Kohtaamo {
  /** An answer as it is kept: a scale's number, a text, an option's key, or the keys of several options. */
  type Value = number | string | string[];

  /** What the page says about the visitor and her errand, and how the widget is to look here. Your own attributes go beside them. */
  interface Options {
    /** A language of the site, such as `sv`. */
    language?: string;
    /** Where she wants an answer too. Sent with her next answer. */
    email?: string;
    /** What it is about, such as an order's number: nobody is asked twice about the same. At most 100 characters. */
    subject?: string;
    /** What kind of customer she is. At most 60 characters. */
    segment?: string;
    /** The token by which your server signs who its customer is. Sent with her answers, never kept on the device. */
    identity?: string;
    /** A colour such as `#0b5d4e`. Made readable where it is not. */
    accent?: string;
    position?: 'left' | 'right';
    scheme?: 'auto' | 'light' | 'dark';
    /** Roundness of corners in pixels, 0–24. */
    radius?: number | string;
    /** `inherit` takes the page's font. */
    font?: 'system' | 'inherit';
    /** An attribute that a touchpoint names. */
    [attribute: string]: string | number | boolean | undefined;
  }

  interface AtTouchpoint {
    touchpoint: string;
  }
  interface Answered extends AtTouchpoint {
    /** The question's key. */
    question: string;
    value: Value;
  }
  interface AboutEntry extends AtTouchpoint {
    /** The entry's id, a UUID made in this browser. */
    id: string;
  }
  interface Submitted extends AboutEntry {
    /** `pending`, `published`, `hidden` or `spam`. More may come. */
    state: string;
  }
  interface Refused extends AboutEntry {
    /** The server's own words. */
    detail: string | number;
  }

  /** What each event carries in `detail`. All bubble up to `document` and `window`. */
  interface Details {
    /** A question or the floating button is on the page. */
    shown: AtTouchpoint;
    /** A dialog was opened. */
    opened: AtTouchpoint;
    /** She answered a question; it is on its way. */
    answered: Answered;
    /** It could not be sent now. It is kept and will be tried again. */
    queued: AboutEntry;
    /** The server has it on disk. */
    submitted: Submitted;
    /** A dialog was closed. */
    dismissed: AtTouchpoint;
    /** The server refused it for good. */
    error: Refused;
  }

  type EventName = keyof Details;
  type Events = { [Name in EventName as `kohtaamo:${Name}`]: CustomEvent<Details[Name]> };
  type Listener<Name extends EventName> = (event: CustomEvent<Details[Name]>) => void;

  /** The command of the tag. Before the tag has loaded, a stub may stand in its place: calls wait in `q`. */
  interface Command {
    /** Opens a touchpoint in a dialog; without a key, the one that floats here or has an unread answer. Focus returns to `opener`. */
    (verb: 'open', touchpoint?: string, opener?: HTMLElement | null): void;
    (verb: 'close'): void;
    /** Changes options and draws again what stands. */
    (verb: 'set', options: Options): void;
    /** Says who she is or what it is about, from her next answer on. Draws nothing again. */
    (verb: 'identify', options: Options): void;
    /** Something has happened that a popover may wait for. */
    (verb: 'event', name: string): void;
    <Name extends EventName>(verb: 'on' | 'off', name: Name, listener: Listener<Name>): void;
    /** Takes everything off the page for good. */
    (verb: 'destroy'): void;
    q?: ArrayLike<unknown>[];
  }

  /** The elements and their attributes, for JSX. */
  interface Elements {
    'kohtaamo-touchpoint': ElementProperties;
    'kohtaamo-published': ElementProperties | ListProperties;
  }
  interface ElementProperties extends PlaceProperties {
    /** The touchpoint's key. */
    touchpoint: string;
  }
  interface ListProperties extends PlaceProperties {
    /** What became of what visitors said, on the whole site. */
    list: 'done';
  }
  interface PlaceProperties {
    'data-subject'?: string;
    'data-segment'?: string;
    key?: string | number | bigint | null;
    id?: string;
    class?: string;
    className?: string;
    style?: any;
    ref?: any;
    slot?: string;
    lang?: string;
  }
}

interface Window {
  /** Missing until the tag or your stub is there, and after `destroy`: `window.kohtaamo?.('open')`. */
  kohtaamo?: Kohtaamo.Command;
}

interface GlobalEventHandlersEventMap extends Kohtaamo.Events {}

interface HTMLElementTagNameMap {
  'kohtaamo-touchpoint': HTMLElement;
  'kohtaamo-published': HTMLElement;
}

// For what still looks for JSX in the global scope. React 19 and Preact look in their own module: docs/how-to/react-next.md says how.
declare namespace JSX {
  interface IntrinsicElements extends Kohtaamo.Elements {}
}
