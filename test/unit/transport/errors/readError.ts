import { parseGraphError } from '../../../../nodes/WhatsAppBusinessCloud/transport/errors';

export const responseOf = (statusCode: number, body: unknown, headers: Record<string, unknown> = {}) => ({
	statusCode,
	headers,
	body,
});
export const TOKEN = 'EAAJZC9abcdefghijklmnopqrstuvwxyz0123456789ABCD';

export const readError = (statusCode: number, body: unknown, headers?: Record<string, unknown>) => {
	const error = parseGraphError(responseOf(statusCode, body, headers));
	if (!error) throw new Error('an error was expected');
	return error;
};
