using System.Globalization;
using ResetPassword.Operations;
using ResetPassword.Tenancy;

namespace ResetPassword.Tests.Products;

/// <summary>What is said of why an operation refuses: in every case that the products' tables of refusals have.</summary>
public sealed class RefusalReasonTests
{
    private static IEnumerable<string> Lines =>
        from product in ProductUnderTest.All
        from line in OfExample(product).Concat(OfOthers(product))
        select line;

    [Fact]
    public Task The_reason_of_every_refusal_is_the_approved_one() =>
        Approved.AssertAsync("tests/ResetPassword.Tests/Products", "Reasons", string.Join('\n', Lines) + '\n');

    private static IEnumerable<string> OfExample(ProductUnderTest product) =>
        from row in product.ExampleRefusals.Select(row => row.Data)
        let found = ResetPassword.Products.Catalogue.Databases.Single(known => known.Name == product.Name)
        let seen = row.Item4 == SomeDecision.NoInstance
            ? default
            : new Seen(default, SomeDecision.Patch(SomeDecision.SeededInstance(product.Name), row.Item4), [])
        let cause = SomeDecision.CauseOf(found, found.Example, seen, SomeDecision.ParametersOf(product.Name, row.Item5))
        select Line(product.Name, found.ExampleAction, row.Item1, row.Item2, cause);

    private static IEnumerable<string> OfOthers(ProductUnderTest product) =>
        from row in product.Refusals.Select(row => row.Data)
        where row.Item5 is not (SomeDecision.Full or SomeDecision.Repeated)
        let some = SomeAction.Of(product.Name, row.Item1)
        let cause = SomeDecision.CauseOf(some.Product, some.Operation, some.Seen(row.Item5), SomeDecision.Change(some.Parameters, row.Item6))
        select Line(product.Name, row.Item1, row.Item2, row.Item3, cause);

    private static string Line(string product, string action, int status, string code, Cause cause) =>
        string.Create(CultureInfo.InvariantCulture, $"{product} {action} {status} {code}: {cause.By} {cause.Parameter ?? "-"}: {cause.Reason}");
}
