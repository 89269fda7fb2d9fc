using System.Globalization;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Ram;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Sts;

/// <summary>Gives a RAM user or role the temporary keys of a role.</summary>
/// <remarks>https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole</remarks>
internal sealed class AssumeRole : Operation<AssumeRole.Request>
{
    private const int DefaultSeconds = 3600;
    private const int MaxSessionNameLength = 64;
    private const int MaxExternalIdLength = 1224;
    private const string RoleArnStart = "acs:ram::";
    private const string RolePart = ":role/";
    private const string ExternalIdCharacters = "_+=,.@:/-";

    private static readonly Parameter RoleArn = Parameter.Required("RoleArn", "The ARN of the role.", "acs:ram::1000000000000001:role/rotator")
        .Like(arn => NameOf(arn) is not null, Rows.InvalidRoleArn);
    private static readonly Parameter RoleSessionName = Parameter.Required(
        "RoleSessionName", "A name for the session: 2 to 64 letters, digits and . @ - _", "alice")
        .Like(IsSessionName, Rows.InvalidSessionName);
    private static readonly Parameter DurationSeconds =
        Parameter.Optional("DurationSeconds", "For how long the keys work: 900 to the role's maximum; 3600 by default.", "3600");
    private static readonly Parameter SessionPolicy = Parameter.Optional("Policy", "A policy that narrows what the role may do.",
        """{"Version":"1","Statement":[{"Effect":"Allow","Action":"rds:*","Resource":"*"}]}""");
    private static readonly Parameter ExternalId = Parameter.Optional(
        "ExternalId", "An id that the trust policy of the role can require: 2 to 1,224 letters, digits and _ + = , . @ : / -", "abcd1234")
        .Like(IsExternalId, Rows.InvalidExternalId);

    public override string Documentation => "https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole";

    public override IReadOnlyList<Parameter> Parameters { get; } = [RoleArn, RoleSessionName, DurationSeconds, SessionPolicy, ExternalId];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override RamPermission Permission { get; } = new("sts:AssumeRole", "update", "acs:ram::{#accountId}:role/{#roleName}", Rows.Denied);

    public override Scope Scope => Scope.Nothing;

    // The role is what RAM, faults and the journal speak of, by the name that it was made with.
    public override Target TargetOf(RpcParameters parameters, CallContext context) =>
        new(NameOf(parameters.Find(RoleArn) ?? "") is { } name ? context.Account.FindRoleInAnyCase(name)?.Name ?? name : null);

    protected override Request Read(RpcParameters parameters) => new(
        parameters.Get(RoleArn), parameters.Get(RoleSessionName), parameters.Find(DurationSeconds), FindPolicy(parameters), parameters.Find(ExternalId));

    // JSON null is nothing, as everywhere.
    private static string? FindPolicy(RpcParameters parameters) => parameters.Find(SessionPolicy) is { } policy && policy.Trim() != "null" ? policy : null;

    protected override void CheckFormats(Formats<Request> rules)
    {
        rules.RuleFor(r => r.DurationSeconds).Must(text => SecondsOf(text) is not null).OrError(Rows.InvalidDuration);
        rules.RuleFor(r => r.Policy).Must(text => text is null || text.Length <= Policy.MaxSessionLength).OrError(Rows.InvalidPolicySize);
        rules.RuleFor(r => r.Policy).Must(text => string.IsNullOrEmpty(text) || Policy.TryParse(text) is not null).OrError(Rows.InvalidPolicy);
    }

    protected override Decision Decide(Request request, in Seen seen, CallContext context)
    {
        var caller = context.Caller;
        if (caller.Principal == Principal.Root)
            return Rows.Root;
        if (FindRole(request.RoleArn, context) is not { } role)
            return Rows.RoleNotFound with { Message = $"The role not exists: {request.RoleArn}" };
        if (TrustOf(role, request, context) is { IsAllowed: false } distrust)
            return new Decision.Refusal(Rows.Denied, AccessDenial.Of(distrust, caller, Permission.Action));
        var duration = TimeSpan.FromSeconds(SecondsOf(request.DurationSeconds) ?? DefaultSeconds);
        if (duration > role.MaxSessionDuration)
            return Rows.InvalidDuration;

        var session = new Principal.RoleSession(role.Name, request.RoleSessionName, string.IsNullOrEmpty(request.Policy)
            ? null
            : Policy.TryParse(request.Policy));
        var key = context.NewTemporaryKey(session, duration);
        return new Decision.Issue(key, new()
        {
            ["AssumedRoleUser"] = new Reply
            {
                ["Arn"] = $"{RamRole.ArnOf(caller.OwnerId, role.Name)}/{request.RoleSessionName}",
                ["AssumedRoleId"] = $"{role.IdIn(caller.OwnerId)}:{request.RoleSessionName}",
            },
            ["Credentials"] = new Reply
            {
                ["SecurityToken"] = key.Token,
                ["AccessKeyId"] = key.Key.Caller.AccessKeyId,
                ["AccessKeySecret"] = key.Secret.Reveal(),
                ["Expiration"] = VendorTime.Write(key.Expiration),
            },
        });
    }

    private static RamRole? FindRole(string arn, CallContext context) =>
        NameOf(arn) is { } name && arn == RamRole.ArnOf(context.Caller.OwnerId, name) ? context.Account.FindRoleInAnyCase(name) : null;

    private static Evaluation TrustOf(RamRole role, Request request, CallContext context)
    {
        var keys = context.CommonConditionKeys();
        if (!string.IsNullOrEmpty(request.ExternalId))
            keys["sts:ExternalId"] = request.ExternalId;
        return role.Trust.Evaluate(context.Caller.Principal.TrustedAs(context.Caller.OwnerId), keys);
    }

    /// <summary>The role's name in an ARN of the form <c>acs:ram::&lt;account&gt;:role/&lt;name&gt;</c>, or null.</summary>
    private static string? NameOf(string arn)
    {
        if (!arn.StartsWith(RoleArnStart, StringComparison.Ordinal))
            return null;
        var place = arn.IndexOf(RolePart, StringComparison.Ordinal);
        var isRight = place > RoleArnStart.Length && arn[RoleArnStart.Length..place].All(char.IsAsciiDigit) && place + RolePart.Length < arn.Length;
        return isRight ? arn[(place + RolePart.Length)..] : null;
    }

    private static bool IsSessionName(string text) =>
        text.Length is >= 2 and <= MaxSessionNameLength && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '@' or '-' or '_');

    private static bool IsExternalId(string text) =>
        text.Length is >= 2 and <= MaxExternalIdLength && text.All(c => char.IsAsciiLetterOrDigit(c) || ExternalIdCharacters.Contains(c));

    private static int? SecondsOf(string? text)
    {
        if (text is null)
            return DefaultSeconds;
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds)
            && seconds >= RamRole.MinSessionDuration.TotalSeconds && seconds <= RamRole.LongestMaxSessionDuration.TotalSeconds ? seconds : null;
    }

    internal sealed record Request(string RoleArn, string RoleSessionName, string? DurationSeconds, string? Policy, string? ExternalId);

    // https://www.alibabacloud.com/help/en/ram/developer-reference/api-sts-2015-04-01-assumerole; statuses as in recorded answers of the SDKs.
    internal static class Rows
    {
        public static readonly ApiError InvalidRoleArn     = new(400, "InvalidParameter.RoleArn",         "The parameter RoleArn is wrongly formed.", By.Parameter);
        public static readonly ApiError InvalidSessionName = new(400, "InvalidParameter.RoleSessionName", "The parameter RoleSessionName is wrongly formed.", By.Parameter);
        public static readonly ApiError InvalidDuration    = new(400, "InvalidParameter.DurationSeconds", "The Min/Max value of DurationSeconds is 15min/1hr.", By.Parameter, "Also when it is more than the role allows.");
        public static readonly ApiError InvalidExternalId  = new(400, "InvalidParameter.ExternalId",      "The parameter ExternalId is wrongly formed.", By.Parameter);
        public static readonly ApiError InvalidPolicySize  = new(400, "InvalidParameter.PolicySize",      "The size of Policy must be smaller than 2048 bytes.", By.Parameter);
        public static readonly ApiError InvalidPolicy      = new(400, "InvalidParameter.PolicyGrammar",   "The parameter Policy has not passed grammar check.", By.Parameter);
        public static readonly ApiError Root               = new(403, "NoPermission",                     "Roles may not be assumed by root accounts.", By.Policy);
        public static readonly ApiError Denied             = new(403, "NoPermission",                     "You are not authorized to do this action. You should be authorized by RAM.", By.Policy);

        // The page has another text. This one is what the role's absence is told by in the samples of SDKs, with the ARN that was asked for.
        public static readonly ApiError RoleNotFound       = new(404, "EntityNotExist.Role",              "The role not exists: acs:ram::<uid>:role/<name>", By.Parameter, Source: Recorded);

        public static readonly IReadOnlyList<ErrorRow> All =
        [
            InvalidRoleArn, InvalidSessionName, InvalidExternalId, InvalidDuration, InvalidPolicySize, InvalidPolicy, Root, Denied, RoleNotFound,
        ];
    }
}
