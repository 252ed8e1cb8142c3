"""What boto3 makes of a user pool: user_pools.py ENDPOINT POOL CLIENT prints one JSON object, which cognito_python.test.js judges."""
import json
import sys

import boto3

endpoint, pool, client = sys.argv[1:]
idp = boto3.client("cognito-idp", endpoint_url=endpoint, region_name="eu-central-1",
                   aws_access_key_id="any", aws_secret_access_key="any")


def refusal(exception, call, **arguments):
    """The message, where the call fails by that class of the client's."""
    try:
        call(**arguments)
    except exception as error:
        return error.response["Error"]["Message"]
    raise SystemExit(f"{call.__name__} was not refused")


created = idp.admin_create_user(UserPoolId=pool, Username="zoë", TemporaryPassword="Temporary-1", MessageAction="SUPPRESS",
                                UserAttributes=[{"Name": "email", "Value": "zoe@sunny.test"}])["User"]
begun = idp.initiate_auth(ClientId=client, AuthFlow="USER_PASSWORD_AUTH",
                          AuthParameters={"USERNAME": "zoë", "PASSWORD": "Temporary-1"})
signed_in = idp.respond_to_auth_challenge(ClientId=client, ChallengeName=begun["ChallengeName"], Session=begun["Session"],
                                          ChallengeResponses={"USERNAME": "zoë", "NEW_PASSWORD": "Zoes-Password-1"})
access_token = signed_in["AuthenticationResult"]["AccessToken"]
pages = [[user["Username"] for user in page["Users"]]
         for page in idp.get_paginator("list_users").paginate(UserPoolId=pool, PaginationConfig={"PageSize": 4})]

exceptions = idp.exceptions
print(json.dumps({
    "status": created["UserStatus"],
    "created": created["UserCreateDate"].isoformat(),
    "challenge": begun["ChallengeName"],
    "attributes": {each["Name"]: each["Value"] for each in idp.get_user(AccessToken=access_token)["UserAttributes"]},
    "pages": pages,
    "found": [user["Username"] for user in idp.list_users(UserPoolId=pool, Filter='email ^= "zoe"')["Users"]],
    "refusals": {
        "wrong password": refusal(exceptions.NotAuthorizedException, idp.initiate_auth, ClientId=client, AuthFlow="USER_PASSWORD_AUTH",
                                  AuthParameters={"USERNAME": "zoë", "PASSWORD": "Temporary-1"}),
        "nobody": refusal(exceptions.UserNotFoundException, idp.admin_get_user, UserPoolId=pool, Username="nobody"),
        "no pool": refusal(exceptions.ResourceNotFoundException, idp.describe_user_pool, UserPoolId="eu-central-1_Nobody001"),
        "taken": refusal(exceptions.UsernameExistsException, idp.sign_up, ClientId=client, Username="zoë", Password="Zoes-Password-1"),
        "weak": refusal(exceptions.InvalidPasswordException, idp.sign_up, ClientId=client, Username="new", Password="weak-password"),
        "filter": refusal(exceptions.InvalidParameterException, idp.list_users, UserPoolId=pool, Filter="email"),
    },
}))
