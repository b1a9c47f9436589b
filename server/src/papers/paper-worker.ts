import { parentPort, workerData } from 'node:worker_threads';
import type { Paper } from '../kernel/paper.ts';
import { paperPdf } from './paper-pdf.ts';

/** Runs in a thread of its own, once for each paper: reading the font alone takes as long as thousands of calls. */
const { papers, fontFile }: { papers: readonly Paper[]; fontFile: string } = workerData;
parentPort?.postMessage(await paperPdf(papers, fontFile));
