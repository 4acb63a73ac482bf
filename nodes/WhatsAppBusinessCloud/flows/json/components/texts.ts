import { ARRAY, STRING, type ComponentSpec } from '../types';
import { choice, flag, required, type, visibility } from './build';

const weights = choice(['bold', 'italic', 'bold_italic', 'normal']);

/** Text that can be a list of lines. */
const lines = (max?: number) => ({
	...required(max, { notBlank: true }),
	type: STRING | ARRAY,
	items: { type: STRING },
});

/** WhatsApp docs: Flows > Components > Text components. */
export const textHeading: ComponentSpec = {
	type: 'TextHeading',
	properties: { type, text: required(80, { notBlank: true }), visible: visibility },
};

export const textSubheading: ComponentSpec = {
	type: 'TextSubheading',
	properties: { type, text: required(80, { notBlank: true }), visible: visibility },
};

const styled = (max: number): ComponentSpec['properties'] => ({
	type,
	text: lines(max),
	'font-weight': weights,
	strikethrough: flag(),
	visible: visibility,
	markdown: flag({ since: 501 }),
});

export const textBody: ComponentSpec = { type: 'TextBody', properties: styled(4096) };

export const textCaption: ComponentSpec = { type: 'TextCaption', properties: styled(409) };

/**
 * The only component of its screen, from 6.3 also with a Footer. WhatsApp docs: Flows > Components > Rich Text;
 * Changelog, 14 January 2025.
 */
export const richText: ComponentSpec = {
	type: 'RichText',
	since: 501,
	properties: { type, text: lines(), visible: visibility },
};
