import type { Flow, Part, Screen } from './flow';
import type { Report } from './report';

/** Meta docs: Flows > Error codes > Min max limit violation errors; Media upload components; Components > Navigation List, Image Carousel. */
const perScreen: Record<string, number> = {
	EmbeddedLink: 2,
	Footer: 1,
	Image: 3,
	OptIn: 5,
	PhotoPicker: 1,
	DocumentPicker: 1,
	NavigationList: 2,
	ImageCarousel: 2,
};

/** Maximum number of components of a type shown at once: of If and Switch, only one branch counts. */
function shownAtOnce(parts: Part[], depth = 0): number {
	const groups = new Map<string, Part[]>();
	let sum = 0;
	for (const part of parts) {
		const around = part.branches[depth];
		if (around === undefined) sum += 1;
		else groups.set(around.path.join('/'), [...(groups.get(around.path.join('/')) ?? []), part]);
	}
	for (const group of groups.values()) {
		const branches = new Map<string, Part[]>();
		for (const part of group)
			branches.set(part.branches[depth].branch, [...(branches.get(part.branches[depth].branch) ?? []), part]);
		sum += Math.max(...[...branches.values()].map((branch) => shownAtOnce(branch, depth + 1)));
	}
	return sum;
}

/** Meta docs: Flows > Error codes > Min max limit violation errors. The 100 components: Meta's editor. */
export function checkCounts(report: Report, _flow: Flow, { parts, path }: Screen): void {
	for (const [type, most] of Object.entries(perScreen)) {
		const count = shownAtOnce(parts.filter((part) => part.type === type));
		if (count > most)
			report.add(
				'COMPONENT_TYPE_MAX_NUMBER_PER_SCREEN',
				`Maximum number of ${type} allowed per screen is ${most} but found ${count}.`,
				path,
			);
	}
	if (parts.filter(({ type }) => type !== 'Form').length > 100)
		report.add(
			'MAX_ALLOWED_COMPONENTS_PER_SCREEN',
			'Maximum number of components allowed per screen is exceeded.',
			path,
		);
}
