using System.Text.Json.Nodes;

namespace ResetPassword.Documents;

/// <summary>What an object of a document may hold: its reader takes these members, and what is published of the document says the same.</summary>
internal sealed class DocumentShape
{
    private readonly IReadOnlyList<Func<JsonObject>> _forms;

    private DocumentShape(IEnumerable<string> names, IEnumerable<Func<JsonObject>> forms) => (Names, _forms) = ([.. names.Distinct()], [.. forms]);

    /// <summary>The names of all members.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <param name="members">In the order in which they are shown.</param>
    /// <param name="forms">The forms that the object may have, the likeliest first.</param>
    public static DocumentShape Of(IReadOnlyList<DocumentMember> members, params IEnumerable<DocumentForm> forms) =>
        new(members.Select(member => member.Name), forms.Select(form => (Func<JsonObject>)(() => form.ToSchema(members))));

    /// <summary>The shape of an object that has any of some.</summary>
    public static DocumentShape AnyOf(params IEnumerable<DocumentShape> shapes) =>
        new(shapes.SelectMany(shape => shape.Names), shapes.SelectMany(shape => shape._forms));

    /// <summary>The JSON schema, made anew for each caller: a node of JSON has one place.</summary>
    public JsonObject ToSchema() => _forms is [var only] ? only() : JsonSchema.AnyOf(_forms.Select(form => form()));
}

/// <summary>
/// A form of an object: the members that it has to have, which may be narrower in this form than they are read, and those that it may not have.
/// </summary>
internal sealed record DocumentForm(IReadOnlyList<DocumentMember> Required, params IReadOnlyList<DocumentMember> Without)
{
    public JsonObject ToSchema(IEnumerable<DocumentMember> members) => JsonSchema.Object(
        Required.Select(member => member.Name),
        members.Except(Without).Select(member => Required.FirstOrDefault(required => required.Name == member.Name) ?? member)
            .Select(member => (member.Name, member.ToSchema())));
}

/// <summary>A member of an object: its name and what its value has to be.</summary>
internal abstract record DocumentMember(string Name)
{
    public abstract JsonObject ToSchema();
}

/// <summary>Any text.</summary>
/// <param name="MaxLength">The most characters; null where only the body's size counts.</param>
internal sealed record TextMember(string Name, string Description, int? MaxLength = null) : DocumentMember(Name)
{
    public override JsonObject ToSchema()
    {
        var schema = JsonSchema.Text(Description);
        if (MaxLength is { } most)
            schema["maxLength"] = most;
        return schema;
    }
}

/// <summary>One of some words.</summary>
/// <param name="Otherwise">What it is when nothing is said; null where something has to be.</param>
internal sealed record WordMember(string Name, IReadOnlyList<string> Words, string Description, string? Otherwise = null) : DocumentMember(Name)
{
    public override JsonObject ToSchema()
    {
        var schema = Otherwise is null ? JsonSchema.OneOf(Words) : JsonSchema.OneOf(Words, Otherwise);
        schema["description"] = Description;
        return schema;
    }
}

/// <summary>A whole number.</summary>
/// <param name="But">One between them that it may not be.</param>
/// <param name="IsBounded">False where it is rather what comes of it that has bounds, which a schema cannot say.</param>
internal sealed record NumberMember(string Name, long Min, long Max, string Description, long? But = null, bool IsBounded = true) : DocumentMember(Name)
{
    public override JsonObject ToSchema()
    {
        var schema = IsBounded ? JsonSchema.Number("integer", Min, Max, Description) : new() { ["type"] = "integer", ["description"] = Description };
        if (But is { } but)
            schema["not"] = new JsonObject { ["const"] = but };
        return schema;
    }
}

/// <summary>A number with a fraction.</summary>
internal sealed record FractionMember(string Name, double Min, double Max, string Description) : DocumentMember(Name)
{
    public override JsonObject ToSchema() => JsonSchema.Number("number", Min, Max, Description);
}

internal sealed record FlagMember(string Name, string Description) : DocumentMember(Name)
{
    public override JsonObject ToSchema() => new() { ["type"] = "boolean", ["description"] = Description };
}

internal sealed record TimeMember(string Name, string Description) : DocumentMember(Name)
{
    public override JsonObject ToSchema() => JsonSchema.Time(Description);
}

/// <summary>An object of a shape of its own.</summary>
internal sealed record ObjectMember(string Name, DocumentShape Shape, string Description) : DocumentMember(Name)
{
    public override JsonObject ToSchema()
    {
        var schema = Shape.ToSchema();
        schema["description"] = Description;
        return schema;
    }
}
