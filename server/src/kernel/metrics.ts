import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

export type Described<Label extends string> = {
  readonly name: string;
  readonly help: string;
  readonly labels?: readonly Label[];
};

export type Metrics = {
  readonly registry: Registry;
  counter<Label extends string = never>(described: Described<Label>): Counter<Label>;
  /** With `read` the value is asked for at each scrape, so that it cannot drift from the thing it counts. */
  gauge<Label extends string = never>(described: Described<Label> & { readonly read?: () => number }): Gauge<Label>;
  histogram<Label extends string = never>(
    described: Described<Label> & { readonly buckets: readonly number[] },
  ): Histogram<Label>;
  /** The exposition text that Prometheus scrapes, with its content type. */
  expose(): Promise<{ contentType: string; text: string }>;
  close(): void;
};

/** A registry of its own: two apps in one process (tests) do not meet in prom-client's global one. */
export function createMetrics(): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const basics = <Label extends string>({ name, help, labels = [] }: Described<Label>) => ({
    name,
    help,
    labelNames: [...labels],
    registers: [registry],
  });

  return {
    registry,
    counter: (described) => new Counter(basics(described)),
    gauge: (described) => {
      const { read } = described;
      if (read === undefined) return new Gauge(basics(described));
      return new Gauge({
        ...basics(described),
        collect() {
          this.set(read());
        },
      });
    },
    histogram: (described) => new Histogram({ ...basics(described), buckets: [...described.buckets] }),
    expose: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
    close: () => registry.clear(),
  };
}
