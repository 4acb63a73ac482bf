import { Container } from '@n8n/di';
import { DataDeduplicationService } from 'n8n-core';

// The test files of a worker share n8n-core: each begins with an n8n that has just started.
afterAll(() => {
	Reflect.set(DataDeduplicationService, 'instance', undefined);
	Container.reset();
});
