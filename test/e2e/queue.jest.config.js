// The same end-to-end tests with n8n in queue mode: main process, two workers, Redis and PostgreSQL.
process.env.N8N_E2E_MODE = 'queue';

/** @type {import('jest').Config} */
module.exports = require('./jest.config');
