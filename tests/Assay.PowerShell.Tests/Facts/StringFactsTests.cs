using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class StringFactsTests
{
    [Fact]
    public void A_text_that_was_put_together_is_stated_once_and_its_pieces_are_not()
    {
        var fact = Assert.Single(FactList.Of("$u = 'htt' + 'ps://' + 'example.invalid'").All(FactKind.String));

        Assert.Equal(("https://example.invalid", Derivation.Folded), (fact.Value, fact.Derivation));
    }

    [Fact]
    public void A_decoded_text_is_recovered()
    {
        var facts = FactList.Of("$u = [Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('aGVsbG8='))");

        Assert.Contains(facts.All(FactKind.String), fact => (fact.Value, fact.Derivation) == ("hello", Derivation.Recovered));
    }

    [Fact]
    public void A_text_of_which_a_part_is_unknown_is_stated_as_it_is_written() =>
        Assert.Equal(["https://example.invalid/$x"], FactList.Of("$u = \"https://example.invalid/$x\"").Lines(FactKind.String));

    [Fact]
    public void Comments_with_addresses_are_handed_back() =>
        Assert.Equal([new ScriptComment("# see https://example.invalid", 2, 10)], FactList.Of("# nothing\nGet-Date # see https://example.invalid").Comments);
}
