import { type Deviation, Deviations } from './deviation.ts';
import type { XmlElement } from './xml-element.ts';

type Known<Value> = { value: Value; noted: Deviation[] };

/**
 * Reads elements that repeat each other: the reader of XML gives the same element for what is written
 * alike, and it is read once here. Its value is shared, so that a hundred thousand records take no
 * more time and memory than their differences do.
 */
export class Repeated<Value> {
  readonly #read: (element: XmlElement | null, deviations: Deviations) => Value;
  readonly #known = new Map<XmlElement | null, Known<Value>>();

  constructor(read: (element: XmlElement | null, deviations: Deviations) => Value) {
    this.#read = read;
  }

  /** What the element says. What deviates in it counts each time. */
  read(element: XmlElement | null, deviations: Deviations): Value {
    const { value, noted } = this.#known.get(element) ?? this.#readFirst(element);
    for (const { code, detail, count } of noted) deviations.note(code, detail, count);
    return value;
  }

  #readFirst(element: XmlElement | null): Known<Value> {
    const deviations = new Deviations();
    const first = { value: this.#read(element, deviations), noted: deviations.list() };
    if (element === null || element.isKnown) this.#known.set(element, first);
    return first;
  }
}
