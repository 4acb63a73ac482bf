import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';

/** The nodes whose paths are of interest, as Meta's file and as this project names them. */
const nodeNames: Record<string, string> = {
	'Phone-Number-ID': 'phone',
	'WABA-ID': 'waba',
	'WhatsApp-Business-Account-ID': 'waba',
	'Business-ID': 'business',
	group_id: 'group',
	'Media-ID': 'media',
	'Flow-ID': 'flow',
	TEMPLATE_ID: 'template',
};

/** Edges of partners, or of the hosted interface that Meta ended: no one here calls them. */
const leftOut =
	/obo|onbehalf|solution|schedules|activities|encrypted$|message_history|preverified|credits|partners|client_|owned_/;

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

const words = new Set(['description', 'example', 'examples', 'title', 'default', 'deprecated', 'externalDocs', 'xml']);

/** A part of a whole does not know the properties of the other parts, so that it cannot exclude any. */
function open(part: unknown): unknown {
	if (!isObject(part)) return part;
	return Object.fromEntries(Object.entries(part).filter(([key]) => key !== 'additionalProperties'));
}

/**
 * A schema without its prose. A discriminator becomes one condition per value: a validator then reports the place inside
 * the chosen schema, not that none of ten fits.
 */
function compact(schema: unknown, isMap = false): unknown {
	if (Array.isArray(schema)) return schema.map((one) => compact(one));
	if (!isObject(schema)) return schema;
	const { discriminator, ...rest } = schema as { discriminator?: { propertyName: string; mapping?: Json } } & Json;
	const kept = Object.entries(rest).filter(([key]) => isMap || (!words.has(key) && !key.startsWith('x-')));
	const done = Object.fromEntries(
		kept.map(([key, value]) => [
			key,
			!isMap && key === 'allOf' && Array.isArray(value)
				? value.map((one) => open(compact(one)))
				: compact(value, !isMap && (key === 'properties' || key === 'patternProperties')),
		]),
	);
	if (isMap || !discriminator?.mapping) return done;
	const { propertyName, mapping } = discriminator;
	const chosen = Object.entries(mapping).map(([value, $ref]) => ({
		if: { properties: { [propertyName]: { const: value } }, required: [propertyName] },
		then: { $ref },
	}));
	return {
		...Object.fromEntries(Object.entries(done).filter(([key]) => key !== 'oneOf' && key !== 'anyOf')),
		allOf: [...((done.allOf as unknown[] | undefined) ?? []), ...chosen],
		properties: { ...(done.properties as Json | undefined), [propertyName]: { enum: Object.keys(mapping) } },
	};
}

const BASE = '.base';

/**
 * The components of a file, without prose. Kinds of an object extend it and it names them in its discriminator: without a
 * circle, they extend its properties only.
 */
function withoutCircles(components: Json): Json {
	const isExtended = (one: unknown): boolean => isObject(one) && isObject(one.discriminator) && !one.oneOf;
	const extended = new Set(Object.keys(components).filter((name) => isExtended(components[name])));
	const base = (part: unknown): unknown => {
		const name = isObject(part) ? String(part.$ref).replace('#/components/schemas/', '') : '';
		return extended.has(name) ? { $ref: `#/components/schemas/${name}${BASE}` } : part;
	};
	const done: Json = {};
	for (const [name, one] of Object.entries(components)) {
		const { discriminator, ...rest } = one as Json;
		const allOf = Array.isArray(rest.allOf) ? { allOf: rest.allOf.map(base) } : {};
		if (extended.has(name)) done[`${name}${BASE}`] = compact(rest);
		done[name] = compact({ ...rest, ...allOf, ...(discriminator === undefined ? {} : { discriminator }) });
	}
	return done;
}

/** The components that a value refers to, and those that these refer to. */
function referred(value: unknown, components: Json, found: Map<string, unknown>): void {
	if (Array.isArray(value)) return value.forEach((one) => referred(one, components, found));
	if (!isObject(value)) return;
	for (const [key, one] of Object.entries(value)) {
		const name = key === '$ref' ? /^#\/components\/schemas\/(.+)$/.exec(String(one))?.[1] : undefined;
		if (name === undefined) referred(one, components, found);
		else if (!found.has(name)) {
			found.set(name, components[name]);
			referred(found.get(name), components, found);
		}
	}
}

interface Content {
	content?: Record<string, { schema?: unknown }>;
	$ref?: string;
}

/** The schema of the JSON form of a body. */
function schemaOf(body: Content | undefined, responses: Json): unknown {
	const name = /^#\/components\/responses\/(.+)$/.exec(body?.$ref ?? '')?.[1];
	const read = name === undefined ? body : (responses[name] as Content);
	return compact(read?.content?.['application/json']?.schema);
}

/** Takes the operations of the Cloud API out of Meta's file. */
function main([from]: string[]): void {
	if (from === undefined) throw new Error("Usage: tsx emulator/scripts/openapi.ts <Meta's OpenAPI file>");
	const file = parse(readFileSync(from, 'utf8'), { maxAliasCount: -1 }) as {
		info: { version: string };
		paths: Record<string, Record<string, { requestBody?: Content; responses: Record<string, Content> }>>;
		components: { schemas: Json; responses: Json };
	};
	const { schemas, responses } = file.components;
	const operations: Json = {};
	for (const [path, methods] of Object.entries(file.paths)) {
		const [, node, rest] = /^\/\{Version\}\/\{([\w-]+)\}(.*)$/.exec(path) ?? [];
		if (node === undefined || !(node in nodeNames) || leftOut.test(rest)) continue;
		for (const [method, operation] of Object.entries(methods)) {
			if (!['get', 'post', 'delete'].includes(method)) continue;
			const request = schemaOf(operation.requestBody, responses);
			const response = schemaOf(operation.responses['200'], responses);
			operations[`${method.toUpperCase()} /{${nodeNames[node]}}${rest}`] = { request, response };
		}
	}
	const found = new Map<string, unknown>();
	referred(operations, withoutCircles(schemas), found);
	const target = join(__dirname, '..', 'test', 'openapi', `meta-${file.info.version}.json`);
	writeFileSync(target, `${JSON.stringify({ operations, components: { schemas: Object.fromEntries(found) } })}\n`);
	console.log(`${Object.keys(operations).length} operations and ${found.size} schemas: ${target}`);
}

main(process.argv.slice(2));
