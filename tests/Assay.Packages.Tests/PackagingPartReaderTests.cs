using System.Text;
using Assay.Model;

namespace Assay.Packages.Tests;

public sealed class PackagingPartReaderTests
{
    [Fact]
    public void Relationships_name_the_manifest() =>
        Assert.Equal([("opc.manifest", "/Sample.nuspec")], Read("""
            <?xml version="1.0"?>
            <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
              <Relationship Type="http://schemas.microsoft.com/packaging/2010/07/manifest" Target="/Sample.nuspec" Id="R1" />
              <Relationship Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="/package/a.psmdcp" Id="R2" />
            </Relationships>
            """));

    [Fact]
    public void Core_properties_name_id_and_version_where_they_belong() =>
        Assert.Equal([("opc.identifier", "Contoso.Logging"), ("opc.version", "1.0.0")], Read("""
            <coreProperties xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns="http://schemas.openxmlformats.org/package/2006/metadata/core-properties">
              <dc:creator>Somebody</dc:creator>
              <dc:identifier> Contoso.Logging </dc:identifier>
              <version>1.0.0</version>
              <other><version>2.0.0</version></other>
              <version/>
            </coreProperties>
            """));

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'y'>]><coreProperties><version>&e;</version></coreProperties>")]
    [InlineData("<coreProperties><version>1")]
    [InlineData("")]
    public void What_is_not_well_formed_is_a_notice(string text)
    {
        var facts = PackagingPartReader.Read(Encoding.UTF8.GetBytes(text));

        Assert.Equal(ProblemId.XmlUnreadable, Assert.Single(facts.Problems).Id);
        Assert.True(facts.Complete);
    }

    [Fact]
    public void Any_bytes_are_read()
    {
        var bytes = Encoding.UTF8.GetBytes("<coreProperties xmlns='a'><identifier>b</identifier><version>1.0.0</version></coreProperties>");
        var random = new Random(3);
        for (var i = 0; i < 2_000; i++)
        {
            var mutated = bytes.ToArray();
            for (var change = 0; change <= i % 5; change++)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            Assert.True(PackagingPartReader.Read(mutated).Complete);
        }
    }

    private static List<(string Key, string? Value)> Read(string text)
    {
        var facts = PackagingPartReader.Read(Encoding.UTF8.GetBytes(text));
        Assert.Empty(facts.Problems);
        return [.. facts.Records.Select(record => facts.Read(record)).Select(fact => (fact.Value, fact.Arguments!["value"]))];
    }
}
