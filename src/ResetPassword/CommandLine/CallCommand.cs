using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text;
using ResetPassword.Gateway;
using ResetPassword.Operations;
using ResetPassword.Products;
using ResetPassword.Ram;
using ResetPassword.Tenancy;

namespace ResetPassword.CommandLine;

/// <summary><c>call PRODUCT ACTION --Parameter value …</c>: one signed call; prints the answer, and exits with 0 when it is a success.</summary>
internal static class CallCommand
{
    private static readonly Argument<Product> ProductArgument = new("product")
    {
        Description = "The product, such as Rds or PolarDb, in any case, or its product code.",
        CustomParser = ParseProduct,
    };

    // What the emulator says of a call besides its answer: the header, and what to say of it.
    private static readonly (string Header, string Remark)[] Remarks =
    [
        ("x-emulator-signature-diagnosis", "The signature: {0}."),
        ("x-emulator-unread-parameters", "The action does not read these parameters: {0}."),
        ("x-emulator-not-emulated", "The vendor has this action and the emulator does not."),
    ];

    private static readonly Argument<string> ActionArgument = new("action") { Description = "The action, such as ResetAccountPassword." };
    private static readonly Option<int> Timeout =
        Commands.SecondsOption("--timeout", "How many seconds to wait for the answer.", otherwise: 30, least: 1, most: 3600);
    private static readonly Option<string> AccessKeyId =
        new("--access-key-id") { Description = "The AccessKey ID.", DefaultValueFactory = _ => PublishedKeys.DefaultId };
    private static readonly Option<string> AccessKeySecret =
        new("--access-key-secret") { Description = "Its secret.", DefaultValueFactory = _ => PublishedKeys.Secret };
    private static readonly Option<string?> SecurityToken = new("--security-token") { Description = "The token of a temporary AccessKey." };
    private static readonly Option<string> Signature = OneOf("--signature", "The signature generation.", "v3", "v1");
    private static readonly Option<string> Method = OneOf("--method", "GET puts the parameters in the query, POST in a form body.", "POST", "GET");
    private static readonly Option<string> Format = OneOf("--format", "The format of the answer.", "json", "xml");

    private static readonly Option<bool> ShowSignature = new("--show-signature")
    {
        Description = "Prints what is signed on standard error: the canonical request and the string to sign, with the parameters' values, never the secret.",
    };

    private static readonly Option<bool> Pretty = new("--pretty") { Description = "Indents the answer." };

    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var command = new Command("call", "Makes a signed call. Whatever else begins with -- is a parameter of the action: --AccountName test1.")
        {
            ProductArgument, ActionArgument, endpoint, AccessKeyId, AccessKeySecret, SecurityToken, Signature, Method, Format, Timeout,
            ShowSignature, Pretty,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => SendAsync(parsed, parsed.GetRequiredValue(endpoint), cancellation));
        return command;
    }

    /// <summary>The product and the action as they were written, as far as they were; none where another command was called.</summary>
    public static IReadOnlyList<string> WordsOf(ParseResult parsed) =>
        [.. new Argument[] { ProductArgument, ActionArgument }.SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? []).Select(token => token.Value)];

    private static async Task<int> SendAsync(ParseResult parsed, Uri endpoint, CancellationToken cancellation)
    {
        if (ReadParameters(parsed.UnmatchedTokens, out var fault) is not { } parameters)
            return Commands.Refuse(fault);
        var request = ToRequest(parsed, endpoint, parameters);
        if (request.Generation == SignatureGeneration.V3 && !Commands.IsHeaderText($"{request.Action}{request.AccessKeyId}{request.SecurityToken}"))
            return Commands.Refuse("An action, an AccessKeyId or a token travels in a header, which takes printable ASCII characters only.");
        if (OpenSsl.FindFault() is { } missing)
            return Commands.Fail(missing);
        try
        {
            using var message = request.ToMessage();
            if (parsed.GetValue(ShowSignature))
                Show(request);
            var answer = await SendAsync(message, endpoint, parsed, cancellation);
            if (answer != 0 && FindMeant(parsed) is { } meant)
                ErrorLines.Standard.WriteLine($"{parsed.GetValue(ProductArgument)?.Name} has no action {request.Action}. Did you mean {meant}?");
            return answer;
        }
        catch (Exception impossible) when (impossible is ArgumentException or FormatException)
        {
            // A parameter that the signature adds itself, a query that is longer than an address can be.
            return Commands.Refuse($"The call cannot be made: {impossible.Message}");
        }
    }

    private static SignedRequest ToRequest(ParseResult parsed, Uri endpoint, IReadOnlyList<KeyValuePair<string, string>> parameters) => new()
    {
        Endpoint = endpoint,
        Version = parsed.GetRequiredValue(ProductArgument).Version,
        Action = parsed.GetRequiredValue(ActionArgument),
        Parameters = parameters,
        AccessKeyId = parsed.GetRequiredValue(AccessKeyId),
        AccessKeySecret = new(parsed.GetRequiredValue(AccessKeySecret)),
        SecurityToken = parsed.GetValue(SecurityToken),
        Generation = parsed.GetRequiredValue(Signature) == "v1" ? SignatureGeneration.V1 : SignatureGeneration.V3,
        Method = new(parsed.GetRequiredValue(Method)),
        Format = parsed.GetRequiredValue(Format) == "xml" ? AnswerFormat.Xml : AnswerFormat.Json,
    };

    private static async Task<int> SendAsync(HttpRequestMessage message, Uri endpoint, ParseResult parsed, CancellationToken cancellation)
    {
        var patience = TimeSpan.FromSeconds(parsed.GetValue(Timeout));
        using var http = new HttpClient { Timeout = patience };
        try
        {
            using var answer = await http.SendAsync(message, cancellation);
            var text = Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(cancellation));
            if (!IsOfGateway(text))
                return Commands.Fail(EmulatorClient.RefusalOf(endpoint, (int)answer.StatusCode, text));
            OutputLines.Standard.WriteLine(parsed.GetValue(Pretty) ? PrettyText.Of(text) : text);
            foreach (var (header, remark) in Remarks)
            {
                if (answer.Headers.TryGetValues(header, out var values))
                    ErrorLines.Standard.WriteLine(remark.Replace("{0}", UnreadParameters.ToMessage(string.Join(", ", values)), StringComparison.Ordinal));
            }

            return answer.IsSuccessStatusCode ? 0 : Commands.Failed;
        }
        catch (HttpRequestException unreachable)
        {
            return Commands.Fail(Commands.NoAnswer(endpoint, unreachable));
        }
        catch (TaskCanceledException)
        {
            return Commands.Fail(Commands.NoAnswer(endpoint, patience));
        }
    }

    // Every answer of the gateway has one, a refusal too; a web page that some other server shows has none.
    private static bool IsOfGateway(string text) => text.StartsWith('<')
        ? text.Contains("<RequestId>", StringComparison.Ordinal)
        : JsonText.FindText(JsonText.Find(text), "RequestId") is not null;

    private static void Show(SignedRequest request)
    {
        foreach (var line in request.SigningText.Split('\n'))
            ErrorLines.Standard.WriteLine(line);
    }

    // Only where there is no such action at all.
    private static string? FindMeant(ParseResult parsed) =>
        parsed.GetValue(ProductArgument) is { } product && parsed.GetValue(ActionArgument) is { } action
        && product.Operations.All(operation => operation.Action != action) && !product.VendorActions.Value.Contains(action)
            ? ProductNames.FindMeant(product.Operations.Select(operation => operation.Action), action)
            : null;

    private static List<KeyValuePair<string, string>>? ReadParameters(IReadOnlyList<string> tokens, out string fault)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal) || tokens[i].StartsWith("--=", StringComparison.Ordinal) || tokens[i] == "--")
            {
                fault = "Expected --Parameter value, found a value without its --Parameter.";
                return null;
            }

            var equals = tokens[i].IndexOf('=');
            if (equals < 0 && i + 1 == tokens.Count)
            {
                fault = $"Expected --Parameter value, found {tokens[i]} without a value.";
                return null;
            }

            parameters.Add(equals < 0 ? new(tokens[i][2..], tokens[++i]) : new(tokens[i][2..equals], tokens[i][(equals + 1)..]));
        }

        var twice = parameters.GroupBy(parameter => parameter.Key).FirstOrDefault(group => group.Distinct().Count() > 1);
        fault = $"--{twice?.Key} is given twice with different values.";
        return twice is null ? parameters : null;
    }

    private static Product? ParseProduct(ArgumentResult argument)
    {
        var name = argument.Tokens[0].Value;
        var product = Catalogue.Products.Named(name);
        if (product is null)
            argument.AddError($"There is no product {name}. Expected one of {Catalogue.Products.ListNames()}.");
        return product;
    }

    private static Option<string> OneOf(string name, string description, params string[] values)
    {
        var option = new Option<string>(name) { Description = description, DefaultValueFactory = _ => values[0] };
        option.AcceptOnlyFromAmong(values);
        return option;
    }
}
