using ResetPassword.Documents;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Http.Controls;

/// <summary>What a fault rule may say when it is armed: <see cref="FaultReader"/> takes it, and the OpenAPI document publishes it.</summary>
internal static class FaultDocument
{
    public const int MaxDelayMilliseconds = 600_000;
    public const int MaxNameLength = 256;
    public const int MaxCodeLength = 128;
    public const int MaxMessageLength = 1024;

    public const int NotModified = 304;

    /// <summary>A body as a user may send it.</summary>
    public const string Example =
        """{"match":{"product":"Rds","action":"ResetAccountPassword","instanceId":"rm-running"},"error":{"code":"Throttling.User"},"schedule":{"first":2}}""";

    public static readonly WordMember Product =
        new("product", [.. Catalogue.Products.SelectMany(ProductNames.ToNames)], "The product's name or the vendor's code, in any case.");
    public static readonly WordMember Action = new("action", [.. Catalogue.Products.SelectMany(ActionsOf).Distinct()], "The action, as on the wire.");
    public static readonly TextMember InstanceId = new("instanceId", "Only calls about this instance.", MaxNameLength);
    public static readonly TextMember AccountName = new("accountName", "Only calls about accounts of this name.", MaxNameLength);

    public static readonly TextMember Code =
        new("code", "The code of a documented error of the action, of the gateway or of the product; with status and message, any code.", MaxCodeLength);
    public static readonly NumberMember Status = new("status", 300, 599, "Not 304: its answers have no body.", NotModified);
    public static readonly TextMember Message = new("message", "Replaces the documented message.", MaxMessageLength);

    public static readonly NumberMember First = new("first", 1, int.MaxValue, "Hits this many calls, from the first.");
    public static readonly NumberMember Nth = new("nth", 1, int.MaxValue, "Hits only the call with this number, counted from 1.");
    public static readonly NumberMember Every = new("every", 1, int.MaxValue, "Hits each call whose number is a multiple of this.");
    public static readonly FractionMember Probability = new("probability", 0, 1, "Hits each call with this probability.");
    public static readonly NumberMember Seed = new("seed", int.MinValue, int.MaxValue, "The same seed gives the same sequence.");

    public static readonly ObjectMember Match = new("match", CallsOf(), "Which calls.");
    public static readonly ObjectMember Error =
        new("error", DocumentShape.Of([Code, Status, Message], new([Code, Status, Message]), new([Code])), "The error they get.");
    public static readonly WordMember When = new("when", ["before", "after"], "Before anything happens, or when the change is committed.", "before");
    public static readonly NumberMember DelayMilliseconds = new("delayMilliseconds", 0, MaxDelayMilliseconds, "How long the answer is held back.");
    public static readonly WordMember Connection =
        new("connection", ["none", "reset", "truncate", "hang"], "Closed without an answer, after half of it, or no answer at all.", "none");
    public static readonly ObjectMember Schedule = new(
        "schedule",
        DocumentShape.Of(
            [First, Nth, Every, Probability, Seed],
            new([First], Nth, Every, Probability, Seed),
            new([Nth], First, Every, Probability, Seed),
            new([Every], First, Nth, Probability, Seed),
            new([Probability, Seed], First, Nth, Every)),
        "Which of the calls; all of them without.");

    /// <summary>A rule does at least one of three things.</summary>
    public static readonly DocumentShape Shape = DocumentShape.Of(
        [Match, Error, When, DelayMilliseconds, Connection, Schedule],
        new([Match, Error]),
        new([Match, Connection with { Words = ["reset", "truncate", "hang"], Otherwise = null }]),
        new([Match, DelayMilliseconds with { Min = 1 }]));

    /// <summary>What names calls: a product and one of its actions; the rest narrows.</summary>
    /// <param name="others">What may stand there besides.</param>
    public static DocumentShape CallsOf(params DocumentMember[] others) => DocumentShape.AnyOf(Catalogue.Products.Select(product =>
    {
        var (name, action) = (Product with { Words = product.ToNames() }, Action with { Words = ActionsOf(product) });
        return DocumentShape.Of([.. others, name, action, InstanceId, AccountName], new DocumentForm([name, action]));
    }));

    private static string[] ActionsOf(Product product) => [.. product.Operations.Select(operation => operation.Action)];
}
