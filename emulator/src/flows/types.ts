/** Meta docs: Flows > Flows API > Retrieving flow details, status. */
export type FlowStatus = 'DRAFT' | 'PUBLISHED' | 'DEPRECATED' | 'BLOCKED' | 'THROTTLED';

/** Meta docs: Flows > Flows API > Creating a flow > Categories. */
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

/** Lines and columns count from 1; the end is inclusive. */
export interface Span {
	line_start: number;
	line_end: number;
	column_start: number;
	column_end: number;
}

/** One entry of validation_errors (Meta docs: Flows > Flow JSON > Validation errors). */
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
	/** The Flow JSON as submitted; absent for a flow created without one. */
	json?: string;
	validationErrors: ValidationError[];
	endpointUri?: string;
	/** The connected Meta app, which signs the requests to its endpoint. */
	applicationId?: string;
	/** Unix time in ms. */
	updatedAt: number;
	preview: { token: string; expiresAt: number };
	/** Times at which messages with it were sent while it was THROTTLED. */
	sentAt: number[];
}

/** The public key of a number, for the endpoint (Meta docs: Flows > Endpoint > Upload public key). */
export interface FlowKey {
	business_public_key: string;
	business_public_key_signature_status: 'VALID' | 'MISMATCH';
}
