import { mkdtempSync } from 'node:fs';
import { join } from 'node:path';

// n8n-core writes <N8N_USER_FOLDER>/.n8n/config on first use: keep it out of the home folder.
process.env.N8N_USER_FOLDER = mkdtempSync(join(String(process.env.N8N_TEST_FOLDER), 'file-'));
process.env.N8N_ENCRYPTION_KEY = 'test-encryption-key';
// Files in a folder, as a real n8n has them, so that binary data is streams and not memory.
process.env.N8N_DEFAULT_BINARY_DATA_MODE = 'filesystem';
process.env.N8N_ENFORCE_SETTINGS_FILE_PERMISSIONS = 'true';
process.env.N8N_LOG_LEVEL = 'silent';
