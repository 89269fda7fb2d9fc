using System.Collections.Frozen;
using ResetPassword.Model;
using ResetPassword.Operations;
using static ResetPassword.Model.ErrorSource;

namespace ResetPassword.Products.Location;

/// <summary>Says where a product's endpoint is: here, under the address that the client came to.</summary>
/// <remarks>Not on the vendor's site; what SDK cores send and read: github.com/aliyun/alibaba-cloud-sdk-go, sdk/endpoints/location_resolver.go</remarks>
internal sealed class DescribeEndpoints : Operation<DescribeEndpoints.Request>
{
    // By location code, which is not always the product code: the first label of the product's endpoint name.
    private static readonly FrozenDictionary<string, string> Labels = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["rds"] = "rds",
        ["selectdb"] = "selectdb",
        ["dds"] = "mongodb",
        ["gpdb"] = "gpdb",
        ["polardb"] = "polardb",
        ["sts"] = "sts",
        ["vpc"] = "vpc",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly Parameter Id = Parameter.Required("Id", "The region.", "cn-hangzhou").Like(IsRegion, Rows.UnknownRegion);
    private static readonly Parameter ServiceCode = Parameter.Required("ServiceCode", "The location code of the product.", "rds")
        .Like(Labels.ContainsKey, Rows.UnknownService);
    private static readonly Parameter Type = Parameter.Optional("Type", "The kind of endpoint.", "openAPI");

    public override string Documentation => "https://github.com/aliyun/alibaba-cloud-sdk-go/blob/master/sdk/endpoints/location_resolver.go";

    public override IReadOnlyList<Parameter> Parameters { get; } = [Id, ServiceCode, Type];

    public override IReadOnlyList<ErrorRow> Errors => Rows.All;

    public override RamPermission? Permission => null;

    public override Scope Scope => Scope.Nothing;

    public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

    protected override Request Read(RpcParameters parameters) => new(parameters.Get(Id), parameters.Get(ServiceCode), parameters.Find(Type) ?? "openAPI");

    protected override Decision Decide(Request request, in Seen seen, CallContext context) => new Decision.Answer(new()
    {
        ["Endpoints"] = new Reply
        {
            ["Endpoint"] = (object[])
            [
                new Reply
                {
                    // What is known to answer: the scheme that the client came by.
                    ["Protocols"] = new Reply { ["Protocols"] = (object[])[context.IsSecure ? "HTTPS" : "HTTP"] },
                    ["Type"] = request.Type,
                    ["Namespace"] = "26842",
                    ["Id"] = request.Id,

                    // So misspelt in the vendor's answer.
                    ["SerivceCode"] = request.ServiceCode,
                    ["Endpoint"] = EndpointOf(request.ServiceCode, context),
                },
            ],
        },
        ["Success"] = true,
    });

    // Who comes by the vendor's own name has redirected the others to here as well.
    private static string EndpointOf(string serviceCode, CallContext context) =>
        HostName.IsVendors(HostName.Of(context.Endpoint)) ? Labels[serviceCode] + HostName.VendorDomain : context.Endpoint;

    private static bool IsRegion(string text) => text.Contains('-') && text.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-');

    internal sealed record Request(string Id, string ServiceCode, string Type);

    // What the SDK cores look for, by their own tests.
    internal static class Rows
    {
        public static readonly ApiError UnknownRegion  = new(404, "InvalidRegionId",   "The specified region does not exist.", By.Parameter, Source: DocumentedElsewhere);
        public static readonly ApiError UnknownService = new(400, "Illegal Parameter", "Please check the parameters", By.Parameter, Source: DocumentedElsewhere);

        public static readonly IReadOnlyList<ErrorRow> All = [UnknownRegion, UnknownService];
    }
}
