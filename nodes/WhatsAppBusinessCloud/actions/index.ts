import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';
import { account } from './account';
import { call } from './call';
import { coexistence } from './coexistence';
import { conversation } from './conversation';
import { payment } from './payment';
import { signUp } from './signUp';
import { templateGroup } from './templateGroup';
import { welcomeSequence } from './welcomeSequence';
import { flow } from './flow';
import { group } from './group';
import { media } from './media';
import { mergeFields } from './mergeFields';
import { message } from './message';
import { analytics } from './analytics';
import { businessProfile } from './businessProfile';
import { commerce } from './commerce';
import { conversationalComponent } from './conversationalComponent';
import { phoneNumber } from './phoneNumber';
import { qrCode } from './qrCode';
import { username } from './username';
import { template } from './template';
import { threadControl } from './threadControl';
import type { Access, Operation, Resource } from './types';
import { user } from './blockedUser';
import { webhook } from './webhook';

/** Everything the action node can do, most used first. A new resource is a folder and a line here. */
export const resources: Resource[] = [
	message,
	template,
	media,
	flow,
	group,
	analytics,
	phoneNumber,
	businessProfile,
	qrCode,
	commerce,
	conversationalComponent,
	username,
	account,
	conversation,
	threadControl,
	user,
	webhook,
	call,
	signUp,
	payment,
	templateGroup,
	welcomeSequence,
	coexistence,
];

const resourceParameter: INodeProperties = {
	displayName: 'Resource',
	name: 'resource',
	type: 'options',
	noDataExpression: true,
	options: resources.map(({ name, value, description }) => ({ name, value, description })),
	default: 'message',
};

function operationParameter(resource: Resource): INodeProperties {
	const chosenAtFirst = resource.default;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [resource.value] } },
		options: resource.operations.map(({ name, value, action, description }) => ({ name, value, action, description })),
		default: chosenAtFirst,
	};
}

const fields = ({ value: resource, operations }: Resource): INodeProperties[] =>
	mergeFields(
		resource,
		operations.map(({ value, operation }) => ({ operation: value, fields: operation.properties })),
	);

/** The complete form of the action node. */
export const properties: INodeProperties[] = [
	resourceParameter,
	...resources.map(operationParameter),
	...resources.flatMap(fields),
];

/** Operations that work without a credential. */
export const offlineOperations = resources.flatMap(({ operations }) =>
	operations.flatMap(({ value, offline }) => (offline ? [value] : [])),
);

/** What the canvas shows below the node's name, e.g. "Message: Send": an expression that n8n's editor evaluates. */
export const subtitle = (() => {
	const titles = resources.flatMap((resource) =>
		resource.operations.map(({ name, value }) => [`${resource.value} ${value}`, `${resource.name}: ${name}`]),
	);
	return `={{ (${JSON.stringify(Object.fromEntries(titles))})[$parameter["resource"] + " " + $parameter["operation"]] }}`;
})();

/** Operations with an output for what was delivered, and one for the rest. */
const twoOutputs = resources.flatMap(({ operations }) =>
	operations.flatMap(({ value, operation }) => (operation.isForSecondOutput ? [value] : [])),
);

/** The outputs of the node: an expression, as in n8n's own nodes whose outputs depend on a parameter. */
export const outputs: INodeTypeDescription['outputs'] = `={{ ${JSON.stringify(twoOutputs)}.includes($parameter["operation"]) ? [{ type: "main", displayName: "Delivered" }, { type: "main", displayName: "Not Delivered" }] : ["main"] }}`;

/**
 * @returns the operation selected by Resource and Operation, and what its requests need, if it makes any; undefined when
 * there is no such operation
 */
export function findOperation(
	resourceValue: unknown,
	operationValue: unknown,
): { operation: Operation; access: Access | undefined } | undefined {
	const resource = resources.find(({ value }) => value === resourceValue);
	const entry = resource?.operations.find(({ value }) => value === operationValue);
	return resource && entry && { operation: entry.operation, access: entry.offline ? undefined : resource };
}
