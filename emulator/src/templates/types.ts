export type TemplateStatus =
	| 'APPROVED'
	| 'PENDING'
	| 'REJECTED'
	| 'PAUSED'
	| 'DISABLED'
	| 'IN_APPEAL'
	| 'PENDING_DELETION'
	| 'ARCHIVED';

export type Component = Record<string, unknown> & { type: string };

export interface Button extends Record<string, unknown> {
	type: string;
	text?: string;
}

/** A template of the account, as GET /{template} returns it (Meta docs: Templates > Get). */
export interface Template {
	id: string;
	name: string;
	language: string;
	category: 'MARKETING' | 'UTILITY' | 'AUTHENTICATION';
	sub_category?: string;
	status: TemplateStatus;
	parameter_format: 'POSITIONAL' | 'NAMED';
	components: Component[];
	rejected_reason?: string;
	quality_score?: { score: string };
	[key: string]: unknown;
}
