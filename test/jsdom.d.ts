/** The parts of jsdom that tests use. */
declare module 'jsdom' {
	export class JSDOM {
		constructor(
			html: string,
			options?: {
				url?: string;
				pretendToBeVisual?: boolean;
				runScripts?: 'dangerously';
				beforeParse?: (window: DomWindow) => void;
			},
		);

		readonly window: DomWindow;
	}

	export interface DomWindow {
		readonly document: Document;
		readonly File: typeof File;
		readonly Event: typeof Event;
		readonly FileReader: typeof FileReader;
		structuredClone: typeof structuredClone;
		URL: Pick<typeof URL, 'createObjectURL' | 'revokeObjectURL'>;
		close(): void;
	}
}
