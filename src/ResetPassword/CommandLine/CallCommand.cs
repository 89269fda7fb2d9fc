using System.CommandLine;
using System.CommandLine.Parsing;
using ResetPassword.Gateway;
using ResetPassword.Gateway.Authentication;
using ResetPassword.Products;

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
    private static readonly Option<string> AccessKeyId = new("--access-key-id") { Description = "The AccessKey ID.", DefaultValueFactory = _ => "testid" };
    private static readonly Option<string> AccessKeySecret = new("--access-key-secret") { Description = "Its secret.", DefaultValueFactory = _ => "testsecret" };
    private static readonly Option<string?> SecurityToken = new("--security-token") { Description = "The token of a temporary AccessKey." };
    private static readonly Option<string> Signature = OneOf("--signature", "The signature generation.", "v3", "v1");
    private static readonly Option<string> Method = OneOf("--method", "GET puts the parameters in the query, POST in a form body.", "POST", "GET");
    private static readonly Option<string> Format = OneOf("--format", "The format of the answer.", "json", "xml");

    public static Command Create()
    {
        var endpoint = Commands.EndpointOption();
        var command = new Command("call", "Makes a signed call. Whatever else begins with -- is a parameter of the action: --AccountName test1.")
        {
            ProductArgument, ActionArgument, endpoint, AccessKeyId, AccessKeySecret, SecurityToken, Signature, Method, Format,
        };
        command.TreatUnmatchedTokensAsErrors = false;
        command.SetAction((parsed, cancellation) => SendAsync(parsed, parsed.GetRequiredValue(endpoint), cancellation));
        return command;
    }

    private static async Task<int> SendAsync(ParseResult parsed, Uri endpoint, CancellationToken cancellation)
    {
        if (ReadParameters(parsed.UnmatchedTokens, out var fault) is { } parameters)
            return await SendAsync(ToRequest(parsed, endpoint, parameters), cancellation);
        await Console.Error.WriteLineAsync(fault);
        return 1;
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

    private static async Task<int> SendAsync(SignedRequest request, CancellationToken cancellation)
    {
        using var http = new HttpClient();
        using var message = request.ToMessage();
        try
        {
            using var answer = await http.SendAsync(message, cancellation);
            Console.WriteLine(await answer.Content.ReadAsStringAsync(cancellation));
            foreach (var (header, remark) in Remarks)
            {
                if (answer.Headers.TryGetValues(header, out var values))
                    await Console.Error.WriteLineAsync(remark.Replace("{0}", string.Join(", ", values), StringComparison.Ordinal));
            }

            return answer.IsSuccessStatusCode ? 0 : 1;
        }
        catch (HttpRequestException unreachable)
        {
            await Console.Error.WriteLineAsync($"{request.Endpoint} does not answer: {unreachable.GetBaseException().Message}");
            return 1;
        }
    }

    private static List<KeyValuePair<string, string>>? ReadParameters(IReadOnlyList<string> tokens, out string fault)
    {
        var parameters = new List<KeyValuePair<string, string>>();
        for (var i = 0; i < tokens.Count; i++)
        {
            if (!tokens[i].StartsWith("--", StringComparison.Ordinal))
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
