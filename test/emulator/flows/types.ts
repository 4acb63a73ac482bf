/** Facts sheet 5.1, status. */
export type FlowStatus = 'DRAFT' | 'PUBLISHED' | 'DEPRECATED' | 'BLOCKED' | 'THROTTLED';

/** Facts sheet 5.1, categories. */
export const flowCategories = [
	'SIGN_UP',
	'SIGN_IN',
	'APPOINTMENT_BOOKING',
	'LEAD_GENERATION',
	'CONTACT_US',
	'CUSTOMER_SUPPORT',
	'SURVEY',
	'OTHER',
];

/** Lines and columns count from 1; the last ones are part of the place. */
export interface Span {
	line_start: number;
	line_end: number;
	column_start: number;
	column_end: number;
}

/** One entry of validation_errors (facts sheet 5.1). */
export interface ValidationError extends Span {
	error: string;
	error_type: string;
	message: string;
	pointers: Array<Span & { path: string }>;
}

export interface Flow {
	id: string;
	wabaId: string;
	name: string;
	status: FlowStatus;
	categories: string[];
	/** The Flow JSON as it was handed in; none yet for a flow that was made without. */
	json?: string;
	validationErrors: ValidationError[];
	endpointUri?: string;
	/** The Meta app that is connected to it, which signs the requests to its endpoint. */
	applicationId?: string;
	/** Unix time in ms. */
	updatedAt: number;
	preview: { token: string; expiresAt: number };
	/** Times at which messages with it went out while it was THROTTLED. */
	sentAt: number[];
}

/** The public key of a number, for the endpoint (facts sheet 5.2). */
export interface FlowKey {
	business_public_key: string;
	business_public_key_signature_status: 'VALID' | 'MISMATCH';
}
