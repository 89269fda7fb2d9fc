using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.MongoDb;

/// <summary>Gives an account of a replica set another description.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-modifyaccountdescription</remarks>
internal sealed class ModifyAccountDescription() : MongoDbOperation<ModifyAccountDescription.Request>("update")
{
    private static readonly Parameter AccountDescription = Parameter.Required(
        "AccountDescription", "The description: 2 to 256 letters, digits, underscores, hyphens and blanks, starting with a letter.", "superadmin")
        .Like(AccountRules.IsDescription, MongoDbErrors.InvalidDescription);
    private static readonly Parameter CharacterType = Parameter.Optional("CharacterType", "normal: sharded clusters do not have the action.", "normal")
        .OneOf(["db", "cs", "normal"], MongoDbErrors.InvalidCharacterType);

    public override IReadOnlyList<Parameter> Parameters { get; } = [DBInstanceId, AccountName, AccountDescription, CharacterType];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(AccountName), parameters.Get(AccountDescription), parameters.Find(CharacterType) ?? "");

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;
        if (MongoDbInstances.CharacterTypesOf(instance).Count > 0)
            return MongoDbErrors.WrongKind;
        if (request.CharacterType is "db" or "cs")
            return MongoDbErrors.InvalidCharacterType;
        if (instance.FindAccount(request.AccountName) is not { } account)
            return Rows.AccountNotFound;
        return Decision.Become(instance.With(account.With(MongoDbInstances.AccountDescription, request.AccountDescription)),
            new InstanceEvent.AccountModified(account.Key));
    }

    internal sealed record Request(string AccountName, string AccountDescription, string CharacterType);

    internal static class Rows
    {
        public static readonly ApiError AccountNotFound  = new(400, "InvalidAccountName.NotFound", "Specified account name does not exist.", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbErrors.InvalidDescription, AccountNotFound, MongoDbErrors.WrongKind, MongoDbErrors.InvalidCharacterType,
            MongoDbErrors.InstanceNotFound.ByAnalogy(), MongoDbErrors.InstanceState, MongoDbErrors.InstanceLocked.ByAnalogy(), MongoDbErrors.Denied,
        ];
    }
}
