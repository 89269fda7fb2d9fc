using ResetPassword.Model;
using ResetPassword.Operations;

namespace ResetPassword.Products.MongoDb;

/// <summary>Resets the password of the root account of a MongoDB instance.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/mongodb/developer-reference/api-dds-2015-12-01-resetaccountpassword</remarks>
internal sealed class ResetAccountPassword() : MongoDbOperation<ResetAccountPassword.Request>("update")
{
    private static readonly Parameter AccountPassword = Parameter.RequiredSecret("AccountPassword",
        "The new password: 8 to 32 characters, at least three of upper-case letters, lower-case letters, digits and ! # $ % ^ & * ( ) _ + - =", "Ali!123456");
    private static readonly Parameter CharacterType = Parameter.Optional("CharacterType",
        "The role of the instance: db or cs, required on a sharded cluster; empty or normal on a replica set.", "db") with
    {
        AllowedValues = ["db", "cs", "normal"],
    };

    public override IReadOnlyList<Parameter> Parameters { get; } =
        [DBInstanceId, AccountName.Like(AccountRules.IsName, Rows.InvalidAccountName), AccountPassword, CharacterType];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    protected override Request Read(RpcParameters parameters) =>
        new(parameters.Get(AccountName), parameters.GetSecret(AccountPassword), parameters.Find(CharacterType) ?? "");

    protected override void CheckFormats(Formats<Request> rules) =>
        rules.RuleFor(r => r.AccountPassword).Must(AccountRules.Password.Accepts).OrError(MongoDbErrors.InvalidPassword);

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        if (seen.Instance is not { } instance)
            return MongoDbErrors.InstanceNotFound;
        if (MongoDbErrors.FindRefusal(instance) is { } refusal)
            return refusal;

        var characterTypes = MongoDbInstances.CharacterTypesOf(instance);
        var isRightType = characterTypes.Count == 0 ? request.CharacterType is "" or "normal" : characterTypes.Contains(request.CharacterType);
        if (!isRightType)
            return MongoDbErrors.InvalidCharacterType;

        var characterType = characterTypes.Count > 0 ? request.CharacterType : null;
        if (instance.FindAccount(request.AccountName, characterType) is not { } account)
            return Rows.AccountNotFound;
        if (account.Name != "root")
            return Rows.AccountType;
        if (account.Status != MongoDbInstances.Model.Usable)
            return Rows.AccountStatus;

        var next = instance.With(account.WithPassword(context.Hash(request.AccountPassword), context.Now));
        return Decision.Become(next, new InstanceEvent.PasswordReset(account.Key, request.AccountPassword));
    }

    internal sealed record Request(string AccountName, Secret AccountPassword, string CharacterType);

    // The 5 rows of the page, which has none about the instance; those are of the product's other actions. That a sharded cluster's call without a
    // CharacterType gets the last is recorded: github.com/aliyun/terraform-provider-alicloud/issues/6427
    internal static class Rows
    {
        public static readonly ApiError AccountNotFound    = new(400, "InvalidAccountName.NotFound",       "The AccountName provided does not exist in our records.", By.Parameter);
        public static readonly ApiError InvalidAccountName = new(400, "InvalidAccountName.Malformed",      "The specified parameter AccountName is not valid.", By.Parameter);
        public static readonly ApiError AccountStatus      = new(403, "OperationDenied.AccountStatus",     "The operation is not permitted due to status of account.", By.State);
        public static readonly ApiError AccountType        = new(403, "OperationDenied.AccountType",       "The operation is not permitted due to type of account.", By.State);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            MongoDbErrors.InvalidPassword.Documented("The specified parameter AccountPassword is invalid."),
            AccountNotFound, InvalidAccountName, AccountStatus, AccountType, MongoDbErrors.InstanceNotFound, MongoDbErrors.InstanceState,
            MongoDbErrors.InstanceLocked, MongoDbErrors.InvalidCharacterType.Recorded(), MongoDbErrors.Denied,
        ];
    }
}
