import type { figureRoutes } from '#shared/figures.ts';
import type { Handlers } from '#shared/kit/define.ts';
import type { RouteCall } from '../kernel/call.ts';
import { figuresCsv, figuresXlsx } from './figure.files.ts';
import type { Figures } from './figures.ts';

export function createFigureRoutes(figures: Figures): Handlers<typeof figureRoutes, RouteCall> {
  return {
    getFigures: ({ quarter }, { caller }) => figures.of(caller, quarter),
    figureRows: (input, { caller }) => figures.rows(caller, input),
    figuresCsv: async ({ quarter }, { caller, language }) => figuresCsv(await figures.of(caller, quarter), language),
    figuresXlsx: async ({ quarter }, { caller, language }) =>
      figuresXlsx(await figures.of(caller, quarter), await figures.matters(caller, quarter), language),
  };
}
