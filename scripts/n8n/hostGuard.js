// Serves only requests whose Host header names this computer, or a name in ALLOWED_HOSTS (comma-separated). Otherwise
// a web page could reach this server under its own host name (DNS rebinding). Loaded before a program:
// `node --require hostGuard.js <program>`. Covers every HTTP server of the process.
const { Server } = require('node:http');

const allowed = new Set([
	'localhost',
	'127.0.0.1',
	'[::1]',
	...(process.env.ALLOWED_HOSTS ?? '')
		.split(',')
		.map((name) => name.trim().toLowerCase())
		.filter((name) => name !== ''),
]);

/** Whether the name in a Host header is allowed; the port is ignored. */
const isAllowed = (host = '') => allowed.has(host.toLowerCase().replace(/:\d+$/, ''));

const message = 'This host name is not allowed. Add it to ALLOWED_HOSTS.\n';

const emit = Server.prototype.emit;
Server.prototype.emit = function (event, request, response, ...rest) {
	if (['request', 'checkContinue', 'checkExpectation'].includes(event) && !isAllowed(request.headers.host)) {
		response.writeHead(403, { 'Content-Type': 'text/plain', Connection: 'close' }).end(message);
		return true;
	}
	if (['upgrade', 'connect'].includes(event) && !isAllowed(request.headers.host)) {
		response.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
		return true;
	}
	return emit.call(this, event, request, response, ...rest);
};
