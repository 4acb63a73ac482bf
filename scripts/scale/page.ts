import { join } from 'node:path';
import { withTable } from '../markdown';
import { costSection } from './costPage';
import { figuresOf, type MeasuredFile } from './measured';
import { planSection } from './planPage';

/** The page, relative to the repository. */
export const SCALE_PAGE = join('docs', 'scale.md');

/**
 * The page with the tables that its measured figures give.
 * @throws Error when nothing was measured yet, or the page has no place for the tables
 */
export function withPlan(page: string, measured: MeasuredFile): string {
	const figures = figuresOf(measured);
	return withTable(withTable(page, planSection(figures), 'plan'), costSection(figures, measured.day), 'cost');
}
