using ResetPassword.Gateway;
using ResetPassword.Model;
using ResetPassword.Operations;
using ResetPassword.Products;

namespace ResetPassword.Tests.Gateway;

public sealed class RouterTests
{
    [Theory]
    [InlineData("localhost", "2014-08-15", "ResetAccountPassword", "Rds")]
    [InlineData("", "2023-05-22", "ResetAccountPassword", "SelectDb")]
    [InlineData("127.0.0.1", "2015-12-01", "ResetAccountPassword", "MongoDb")]
    [InlineData("emulator", "2016-05-03", "ResetAccountPassword", "AnalyticDb")]
    [InlineData("emulator.example", "2017-08-01", "ResetAccount", "PolarDb")]
    [InlineData("rds.aliyuncs.com", "2014-08-15", "ResetAccountPassword", "Rds")]
    [InlineData("rds.cn-beijing.aliyuncs.com", "2014-08-15", "ResetAccountPassword", "Rds")]
    [InlineData("rds-vpc.cn-beijing.aliyuncs.com", "2014-08-15", "ResetAccountPassword", "Rds")]
    [InlineData("mongodb.aliyuncs.com", "2015-12-01", "ResetAccountPassword", "MongoDb")]
    [InlineData("dds.eu-central-1.aliyuncs.com", "2015-12-01", "ResetAccountPassword", "MongoDb")]
    [InlineData("gpdb.aliyuncs.com", "2016-05-03", "ResetAccountPassword", "AnalyticDb")]
    [InlineData("polardb.aliyuncs.com", "2017-08-01", "ResetAccount", "PolarDb")]
    [InlineData("selectdb.cn-beijing.aliyuncs.com", "2023-05-22", "ResetAccountPassword", "SelectDb")]
    public void A_call_goes_where_host_version_and_action_say(string host, string version, string action, string product)
    {
        var route = NewRouter().RouteOf("POST", "/", host, version, action);

        Assert.Equal((null, product, action), (route.Error, route.Product?.Name, route.Operation?.Action));
    }

    [Theory]
    [InlineData("GET", "/", "oss.aliyuncs.com", "2014-08-15", "ResetAccountPassword", 404, "InvalidProduct.NotFound", "Cannot find product according to your specified domain.")]
    [InlineData("GET", "/", "rds.aliyuncs.com.aliyuncs.com.oss.aliyuncs.com", "1999-01-01", "Nope", 400, "InvalidVersion", "Specified parameter Version is not valid.")]
    [InlineData("GET", "/", ".aliyuncs.com", "2014-08-15", "ResetAccountPassword", 404, "InvalidProduct.NotFound", "Cannot find product according to your specified domain.")]
    [InlineData("GET", "/", "localhost", null, null, 404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")]
    [InlineData("GET", "/", "localhost", "2014-08-15", "", 404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")]
    [InlineData("GET", "/", "localhost", null, "ResetAccountPassword", 400, "MissingVersion", "Version is mandatory for this action.")]
    [InlineData("GET", "/", "localhost", "", "ResetAccountPassword", 400, "MissingVersion", "Version is mandatory for this action.")]
    [InlineData("GET", "/", "localhost", "2014-08-16", "ResetAccountPassword", 400, "InvalidVersion", "Specified parameter Version is not valid.")]
    [InlineData("GET", "/", "mongodb.aliyuncs.com", "2014-08-15", "ResetAccountPassword", 400, "InvalidVersion", "Specified parameter Version is not valid.")]
    [InlineData("GET", "/", "localhost", "2014-08-15", "resetaccountpassword", 404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")]
    [InlineData("GET", "/", "localhost", "2014-08-15", "ResetAccountPasswords", 404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")]
    [InlineData("GET", "/rds", "localhost", "2014-08-15", "ResetAccountPassword", 404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")]
    [InlineData("GET", "", "localhost", "2014-08-15", "ResetAccountPassword", 404, "InvalidAction.NotFound", "Specified api is not found, please check your url and method.")]
    [InlineData("PUT", "/", "localhost", "2014-08-15", "ResetAccountPassword", 400, "UnsupportedHTTPMethod", "This http method is not supported.")]
    [InlineData("get", "/", "localhost", "2014-08-15", "ResetAccountPassword", 400, "UnsupportedHTTPMethod", "This http method is not supported.")]
    public void What_fits_nothing_is_refused(string method, string path, string host, string? version, string? action, int status, string code, string message)
    {
        var route = NewRouter().RouteOf(method, path, host, version, action);

        Assert.Equal((status, code, message, false), (route.Error?.Status, route.Error?.Code, route.Error?.Message, route.IsNotEmulated));
        Assert.Null(route.Operation);
    }

    [Fact]
    public void An_action_that_the_vendor_has_and_we_have_not_is_marked()
    {
        var route = NewRouter().RouteOf("POST", "/", "localhost", "2014-08-15", "DescribeBackups");

        Assert.Equal((GatewayErrors.UnknownAction, "Rds", true), (route.Error, route.Product?.Name, route.IsNotEmulated));
    }

    [Theory]
    [InlineData("localhost", "OfAlpha", "Alpha")]
    [InlineData("localhost", "OfBeta", "Beta")]
    [InlineData("localhost", "OfBoth", "Beta")]
    [InlineData("alpha.aliyuncs.com", "OfBoth", "Alpha")]
    [InlineData("beta.aliyuncs.com", "OfBoth", "Beta")]
    public void Where_two_products_share_a_version_the_host_decides_then_the_action_then_the_configuration(string host, string action, string product)
    {
        var router = new Router([Made("Alpha", new OfAlpha(), new OfBoth()), Made("Beta", new OfBeta(), new OfBoth())], defaultProduct: "Beta");

        var route = router.RouteOf("GET", "/", host, "2020-01-01", action);

        Assert.Equal((null, product, action), (route.Error, route.Product?.Name, route.Operation?.Action));
    }

    [Theory]
    [InlineData("Beta", "Beta")]
    [InlineData("Elsewhere", "Alpha")]
    public void An_action_that_none_of_them_has_is_refused_in_the_name_of_the_configured_one(string configured, string product)
    {
        var router = new Router([Made("Alpha", new OfAlpha()), Made("Beta", new OfBeta())], configured);

        var route = router.RouteOf("GET", "/", "localhost", "2020-01-01", "OfNeither");

        Assert.Equal((GatewayErrors.UnknownAction, product), (route.Error, route.Product?.Name));
    }

    [Fact]
    public void An_action_of_the_other_product_is_unknown_at_a_known_host()
    {
        var router = new Router([Made("Alpha", new OfAlpha()), Made("Beta", new OfBeta())], "Alpha");

        var route = router.RouteOf("GET", "/", "alpha.aliyuncs.com", "2020-01-01", "OfBeta");

        Assert.Equal((GatewayErrors.UnknownAction, "Alpha"), (route.Error, route.Product?.Name));
    }

    [Fact]
    public void An_action_that_is_registered_twice_stops_the_start() =>
        Assert.Throws<ArgumentException>(() => new Router([Made("Alpha", new OfAlpha(), new OfAlpha())], "Alpha"));

    private static Router NewRouter() => new(Catalogue.Products, defaultProduct: "Rds");

    private static Product Made(string name, params Operation[] operations) => new()
    {
        Name = name,
        Code = name,
        Version = "2020-01-01",
        EndpointLabels = [$"{char.ToLowerInvariant(name[0])}{name[1..]}"],
        Operations = operations,
        ExampleAction = operations[0].Action,
        VendorActions = new(new HashSet<string>()),
    };

    private sealed class OfAlpha : MadeOperation;

    private sealed class OfBeta : MadeOperation;

    private sealed class OfBoth : MadeOperation;

    private abstract class MadeOperation : Operation
    {
        public override string Documentation => "";

        public override IReadOnlyList<Parameter> Parameters => [];

        public override IReadOnlyList<ErrorRow> Errors => [];

        public override RamPermission? Permission => null;

        public override Scope Scope => Scope.Nothing;

        public override Target TargetOf(RpcParameters parameters, CallContext context) => default;

        protected override Decision Evaluate(RpcParameters parameters, in Seen seen, CallContext context) => new Decision.Answer(Reply.Empty);
    }
}
