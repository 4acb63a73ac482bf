import { unknownField, unknownObject, unknownPath, type GraphError } from './errors';
import type { Handler, RequestContext, RouteResponse } from './requestContext';
import { nodeType, type NodeType } from './routes/nodes';

export type Method = 'get' | 'post' | 'delete';

/** Adds the route of a path, which is that of Meta's documentation, without the version: `/:id/edge`. */
export type AddRoute = (method: Method, path: string, handler: Handler) => void;

type RouteResult = RouteResponse | Promise<RouteResponse>;

/** The path below a node, with a star for each of its parameters. */
const below = (segments: string[]): string =>
	segments
		.slice(1)
		.map((segment) => (segment.startsWith(':') ? '*' : segment))
		.join('/');

/**
 * The routes of nodes and their edges. Several types of nodes share a path, such as `/:id`: the route of the type that
 * the token sees under the ID responds. A look-up by type, as every message of a benchmark passes here.
 */
export class NodeRoutes {
	/** By type of node, then by method and path below the node: `POST messages`. */
	private readonly handlers = new Map<NodeType, Map<string, Handler>>();
	/** The types of nodes that have a path, whatever the method. */
	private readonly paths = new Map<string, Set<NodeType>>();

	/** Adds routes of a type of nodes. */
	of(type: NodeType): AddRoute {
		const handlers = this.handlers.get(type) ?? new Map<string, Handler>();
		this.handlers.set(type, handlers);
		return (method, path, handler) => {
			const rest = below(path.split('/').slice(1));
			handlers.set(`${method.toUpperCase()} ${rest}`, handler);
			this.paths.set(rest, (this.paths.get(rest) ?? new Set()).add(type));
		};
	}

	/** Lets the route of a request respond. Throws Meta's error when there is none. */
	respond(call: RequestContext): RouteResult {
		const { segments, method } = call;
		const [id] = segments;
		const path = this.pathBelow(segments);
		if (path === undefined) throw this.unknownPath(segments);
		const type = nodeType(call, id);
		const handler = this.handlers.get(type)?.get(`${method} ${path}`);
		if (!handler) throw this.unknownMethod(call, path, type);
		return handler(call, id);
	}

	/** The path below the node as the routes name it; undefined when no type of nodes has it. */
	private pathBelow(segments: string[]): string | undefined {
		if (segments.length <= 2) {
			const edge = segments[1] ?? '';
			return this.paths.has(edge) ? edge : undefined;
		}
		const written = segments.slice(1).join('/');
		if (this.paths.has(written)) return written;
		const withParameter = `${segments[1]}${'/*'.repeat(segments.length - 2)}`;
		return this.paths.has(withParameter) ? withParameter : undefined;
	}

	private unknownPath([, edge, ...rest]: string[]): GraphError {
		return unknownPath(`/${rest.length > 0 ? rest.join('/') : edge}`);
	}

	private unknownMethod(call: RequestContext, path: string, type: NodeType): GraphError {
		const isOfType = this.paths.get(path)?.has(type) ?? false;
		const [id, edge, ...rest] = call.segments;
		if (rest.length > 0 && !isOfType) return unknownPath(`/${rest.join('/')}`);
		// A known edge on a node of another type: the error of a read names the type, that of a write does not.
		return call.method === 'GET' && edge !== undefined && !isOfType
			? unknownField(edge, type)
			: unknownObject(call.method, id);
	}
}
