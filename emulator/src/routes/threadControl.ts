import { parameterError, subcodeError, whatsappError } from '../errors';
import { isObject, optionalText, type Json } from '../messages/checks';
import { readRecipient } from '../messages/recipient';
import type { RequestContext, RouteResponse } from '../requestContext';
import { threadRoles, type ThreadRole } from '../threads';
import { requireMessagingProduct } from './messages';
import { messagingPhone } from './nodes';

const actions = ['pass', 'release', 'take'];

/** `control_pass` goes with the action pass only; the role is escalation unless another one is given. */
function targetRole({ action, control_pass: pass }: Json): ThreadRole {
	if (pass === undefined) return 'escalation';
	if (action !== 'pass') throw parameterError('Param control_pass is only allowed with the action pass.');
	const role = isObject(pass) ? (pass.target_role ?? 'escalation') : undefined;
	const known = threadRoles.find((one) => one === role);
	if (known === undefined)
		throw parameterError(`Param control_pass['target_role'] must be one of {${threadRoles.join(', ')}}.`);
	return known;
}

/** POST /{phone}/thread_control (Meta docs: Conversation Routing > Thread control). */
export function postThreadControl(ctx: RequestContext, id: string): RouteResponse {
	const { state, params: body } = ctx;
	const phone = messagingPhone(ctx, id);
	requireMessagingProduct(body.messaging_product);
	if (!actions.includes(String(body.action)))
		throw parameterError(`Param action must be one of {PASS, RELEASE, TAKE} - got "${String(body.action)}".`);
	if ((body.to === undefined) === (body.recipient === undefined))
		throw parameterError('Exactly one of the parameters to and recipient is required.');
	const user = readRecipient(body, phone, state).key;
	optionalText(body.metadata, 'metadata', 2000);
	const target = targetRole(body);
	const { threadRole: role } = state.settings;
	const owner = state.threads.owner(phone.id, user);
	if (body.action === 'take') {
		if (role !== 'escalation') throw subcodeError(2494191, 'Only the escalation partner can take control of a thread.');
		state.threads.assign(phone.id, user, role);
	} else if (body.action === 'pass') {
		if (owner !== role) throw whatsappError(131070, 'Only the owner of the thread can pass it.');
		state.threads.assign(phone.id, user, target);
	} else {
		if (owner !== undefined && owner !== role)
			throw whatsappError(131070, 'Only the owner of the thread can release it.');
		state.threads.assign(phone.id, user, undefined);
	}
	return { json: { messaging_product: 'whatsapp', request_id: state.newRequestId() } };
}
