import { GraphError } from '../errors';

/** An error of number management: its own code, or a subcode of 100, with texts for users. Meta docs: Error codes. */
export function numberError(
	{ code = 100, subcode }: { code?: number; subcode?: number },
	title: string,
	text: string,
): GraphError {
	return new GraphError(400, {
		message: code === 100 ? 'Invalid parameter' : `(#${code}) ${title}`,
		type: 'OAuthException',
		code,
		...(subcode === undefined ? {} : { error_subcode: subcode }),
		is_transient: false,
		error_user_title: title,
		error_user_msg: text,
	});
}
