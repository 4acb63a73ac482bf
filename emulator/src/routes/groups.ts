import { z } from 'zod';
import { requireScope } from '../auth';
import { parameterError, unknownObject, whatsappError } from '../errors';
import { selectFields } from '../fields';
import { later, newLink, problem, tellGroup, type Group } from '../groups/group';
import { pictureProblem } from '../groups/picture';
import type { Json } from '../messages/checks';
import { isOfficial } from '../official';
import { page } from '../paging';
import { oneOf, paramsOf, text, whatsapp } from '../params';
import type { RequestContext, RouteResponse } from '../requestContext';
import type { PhoneNumber } from '../types';
import { discard, readUploadForm, type UploadedFile } from '../uploadForm';
import { messagingPhone, visiblePhone } from './nodes';

/** Meta docs: Groups API > Limits: groups per number. */
const MAX_GROUPS = 10_000;
const MAX_PICTURE = 5 * 1024 * 1024;

const description = text(2048, 0);
const newGroup = z.object({
	messaging_product: whatsapp,
	subject: text(128),
	description: description.optional(),
	join_approval_mode: oneOf('approval_required', 'auto_approve').default('auto_approve'),
});
const changes = z.object({
	messaging_product: whatsapp,
	subject: text(128).optional(),
	description: description.optional(),
});
export const onlyProduct = z.object({ messaging_product: whatsapp });

const respond = (rest: Json): RouteResponse => ({ json: { messaging_product: 'whatsapp', ...rest } });

/** Meta docs: Groups API > Eligibility: official business accounts, but not numbers of the Business app. */
function eligiblePhone(ctx: RequestContext, id: string): PhoneNumber {
	const phone = messagingPhone(ctx, id);
	if (!isOfficial(phone) || phone.onBusinessApp === true)
		throw whatsappError(131215, 'The phone number is not eligible: it needs an official business account.');
	return phone;
}

const groupsOf = ({ state }: RequestContext, phoneId: string): Group[] =>
	[...state.collections.groups.values()].filter(({ phoneNumberId }) => phoneNumberId === phoneId);

/** The group of a path. @param isChange whether the call changes it, which a suspended one does not allow */
export function groupOf(ctx: RequestContext, id: string, isChange: boolean): Group {
	const group = ctx.state.collections.groups.get(id);
	if (!group || !visiblePhone(ctx, group.phoneNumberId)) throw unknownObject(ctx.method, id);
	requireScope(ctx, 'whatsapp_business_messaging');
	if (isChange && group.suspended) throw whatsappError(131207, 'The group is suspended.');
	return group;
}

/** POST /{phone}/groups (Meta docs: Groups API > Create group). */
export function createGroup(ctx: RequestContext, id: string): RouteResponse {
	const { state } = ctx;
	const phone = eligiblePhone(ctx, id);
	const { subject, description: about = '', join_approval_mode } = paramsOf(ctx.params, newGroup);
	if (groupsOf(ctx, phone.id).length >= MAX_GROUPS)
		throw whatsappError(131211, `The phone number has ${MAX_GROUPS} groups, the most there can be.`);
	const request_id = later(state, (request) => {
		const business = phone.displayPhoneNumber.replace(/\D/g, '');
		const serial = state.collections.newId(`capi_group:${business}:120363`);
		const group: Group = {
			id: Buffer.from(serial).toString('base64url'),
			phoneNumberId: phone.id,
			subject,
			description: about,
			join_approval_mode,
			invite_link: newLink(),
			creation_timestamp: state.clock.seconds(),
			suspended: false,
			participants: [],
			joinRequests: [],
			removed: [],
		};
		state.collections.groups.set(group.id, group);
		tellGroup(state, group, 'group_lifecycle_update', 'group_create', {
			request_id: request,
			subject,
			...(about === '' ? {} : { description: about }),
			invite_link: group.invite_link,
			join_approval_mode,
		});
	});
	return respond({ request_id });
}

/** GET /{phone}/groups: the list is in an object (Meta docs: Groups API > Get active groups). */
export function getGroups(ctx: RequestContext, id: string): RouteResponse {
	const phone = messagingPhone(ctx, id);
	const groups = groupsOf(ctx, phone.id).map(({ id: group, subject, creation_timestamp }) => ({
		id: group,
		subject,
		created_at: String(creation_timestamp),
	}));
	const { data, ...paging } = page(ctx, groups, 1024);
	return { json: { data: { groups: data }, ...paging } };
}

const fields = [
	'id',
	'messaging_product',
	'subject',
	'description',
	'suspended',
	'creation_timestamp',
	'participants',
	'total_participant_count',
	'join_approval_mode',
];

/** GET /{group}: without `fields` only the ID (Meta docs: Groups API > Get group info). */
export function getGroup(ctx: RequestContext, id: string): RouteResponse {
	const group = groupOf(ctx, id, false);
	const node = {
		messaging_product: 'whatsapp',
		...group,
		// Meta docs: Groups API > Get group info: the business is not among the participants, but is counted.
		total_participant_count: group.participants.length + 1,
	};
	const asked = typeof ctx.params.fields === 'string' ? `messaging_product,${ctx.params.fields}` : undefined;
	return { json: selectFields(node, 'WhatsAppGroup', fields, ['messaging_product'], asked) };
}

/** The parameters of a change, as JSON or as a form with the picture. */
async function readChange(ctx: RequestContext): Promise<{ params: Json; picture?: UploadedFile }> {
	if (!/^multipart\/form-data/i.test(ctx.req.headers['content-type'] ?? '')) return { params: ctx.params };
	const { fields: params, files } = await readUploadForm(ctx);
	const [picture, ...others] = files;
	discard(others);
	return { params: { ...ctx.query, ...params }, ...(picture && { picture }) };
}

function checkPicture({ mimeType, size }: UploadedFile): void {
	if (!/^image\/jpeg\b/i.test(mimeType)) throw parameterError('Param file must be a JPEG picture.');
	if (size > MAX_PICTURE) throw parameterError(`Param file must be at most ${MAX_PICTURE} bytes.`);
}

/** The part of a webhook about the picture: of the parts, only it can fail. */
function pictureResult(picture: UploadedFile): Json {
	const code = pictureProblem(picture);
	return {
		mime_type: picture.mimeType,
		sha256: Buffer.from(picture.sha256, 'hex').toString('base64'),
		update_successful: code === undefined,
		...(code === undefined ? {} : { errors: [problem(code, 'The picture of the group was not changed.')] }),
	};
}

/** POST /{group}: subject, description, picture (Meta docs: Groups API > Update group settings). */
export async function updateGroup(ctx: RequestContext, id: string): Promise<RouteResponse> {
	const group = groupOf(ctx, id, true);
	const { params, picture } = await readChange(ctx);
	try {
		const read = paramsOf(params, changes);
		if (picture) checkPicture(picture);
		if (read.subject === undefined && read.description === undefined && !picture)
			throw parameterError('Set one of {subject, description, profile_picture_file}.');
		const profile_picture = picture && pictureResult(picture);
		const done = (words: string): Json => ({ text: words, update_successful: true });
		const request_id = later(ctx.state, (request) => {
			group.subject = read.subject ?? group.subject;
			group.description = read.description ?? group.description;
			tellGroup(ctx.state, group, 'group_settings_update', 'group_settings_update', {
				request_id: request,
				...(profile_picture && { profile_picture }),
				...(read.subject === undefined ? {} : { group_subject: done(read.subject) }),
				...(read.description === undefined ? {} : { group_description: done(read.description) }),
			});
		});
		return respond({ request_id });
	} finally {
		if (picture) discard([picture]);
	}
}

/** DELETE /{group} (Meta docs: Groups API > Delete group). */
export function deleteGroup(ctx: RequestContext, id: string): RouteResponse {
	const group = groupOf(ctx, id, false);
	const request_id = later(ctx.state, (request) => {
		if (!ctx.state.collections.groups.delete(id)) return;
		tellGroup(ctx.state, group, 'group_lifecycle_update', 'group_delete', { request_id: request });
	});
	return respond({ request_id });
}

/** GET /{group}/invite_link (Meta docs: Groups API > Invite link). */
export const getInviteLink = (ctx: RequestContext, id: string): RouteResponse =>
	respond({ invite_link: groupOf(ctx, id, false).invite_link });

/** POST /{group}/invite_link: the link before it is no longer valid. */
export function resetInviteLink(ctx: RequestContext, id: string): RouteResponse {
	const group = groupOf(ctx, id, true);
	paramsOf(ctx.params, onlyProduct);
	group.invite_link = newLink();
	return respond({ invite_link: group.invite_link });
}
