import { type Finding, ProblemList } from '#core/meter-files/problem-list.ts';

/** Problems of one of several meters whose values share a line: each says which meter it is about. */
export class ProblemsOfMeter extends ProblemList {
  readonly #all: ProblemList;
  readonly #meter: string;

  /** `all` gets the problems; nothing stays here. */
  constructor(all: ProblemList, meter: string) {
    super();
    this.#all = all;
    this.#meter = meter;
  }

  override add(finding: Finding): void {
    this.#all.add({ ...finding, params: { ...finding.params, meter: this.#meter } });
  }

  override addAlways(finding: Finding): void {
    this.#all.addAlways({ ...finding, params: { ...finding.params, meter: this.#meter } });
  }
}
