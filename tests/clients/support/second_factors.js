// The pools and people of second_factors.yaml.
export const optional = { UserPoolId: 'eu-central-1_Optional1', ClientId: 'optionalapp' };
export const required = { UserPoolId: 'eu-central-1_Required1', ClientId: 'requiredapp' };
export const devices = { UserPoolId: 'eu-central-1_Devices01', ClientId: 'devicesapp' };
export const prompts = { UserPoolId: 'eu-central-1_Prompts01', ClientId: 'promptsapp' };
export const choice = { UserPoolId: 'eu-central-1_Choice001', ClientId: 'choiceapp' };

export const tess = { username: 'tess@optional.test', password: 'Tess-Password-1', secret: 'TESSTESSTESSTESS' };
export const sam = { username: 'sam@optional.test', password: 'Sams-Password-1', phone: '+4915110000001' };
export const emil = { username: 'emil@optional.test', password: 'Emil-Password-1' };
export const max = { username: 'max@optional.test', password: 'Maxs-Password-1', phone: '+4915110000002', secret: 'MAXMAXMAXMAXMAXM' };
export const nora = { username: 'nora@optional.test', password: 'Nora-Password-1', phone: '+4915110000003' };
export const tim = { username: 'tim@optional.test', password: 'Temporary-1', phone: '+4915110000004' };
export const rita = { username: 'rita@required.test', password: 'Rita-Password-1' };
export const rob = { username: 'rob@required.test', password: 'Temporary-1' };
export const dora = { username: 'dora@devices.test', password: 'Dora-Password-1', phone: '+4915110000005' };
export const dirk = { username: 'dirk@devices.test', password: 'Dirk-Password-1' };
export const paul = { username: 'paul@prompts.test', password: 'Paul-Password-1' };
export const pia = { username: 'pia@prompts.test', password: 'Pias-Password-1', secret: 'PIAPIAPIAPIAPIAPIAPIAPIAPIAPIAPI' };
export const cora = { username: 'cora@choice.test', password: 'Cora-Password-1', phone: '+4915110000006' };
export const carl = { username: 'carl@choice.test', password: 'Carl-Password-1' };
