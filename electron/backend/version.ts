import packageFile from '../../package.json' with { type: 'json' };

export const HEADROOM_VERSION: string = packageFile.version;
