using System.Text;
using Assay.Model;
using Assay.TestInputs;
using Assay.Text.Licenses;

namespace Assay.Text.Tests;

public sealed class LicenseTextTests
{
    private static readonly byte[] Apache = File.ReadAllBytes(Path.Combine(Checkout.Root, "LICENSE"));

    [Fact]
    public void A_text_is_stated_once_with_place_similarity_and_how_often_it_stands_there()
    {
        var fact = Assert.Single(Read([.. "Part one\n\n"u8, .. Apache, .. "\n\nPart two\n\n"u8, .. Apache]));

        Assert.Equal(("Apache-2.0", "text", "permissive", "100", "2"), (fact.Value, fact.Arguments!["how"], fact.Arguments["family"], fact.Arguments["similarity"], fact.Arguments["count"]));
        Assert.InRange(fact.Position, 4, 10);
    }

    [Theory]
    [InlineData("// SPDX-License-Identifier: (MIT OR Apache-2.0)\n", "Apache-2.0 identifier,MIT identifier")]
    [InlineData("/* SPDX-License-Identifier: GPL-2.0+ */", "GPL-2.0+ identifier")]
    [InlineData("SPDX-License-Identifier: MIT OR", "")]
    [InlineData("See https://opensource.org/licenses/MIT.", "MIT address")]
    [InlineData("See <http://www.apache.org/licenses/LICENSE-2.0> and https://example.com/license", "Apache-2.0 address")]
    [InlineData("Released under the MIT license, see https://opensource.org/licenses/MIT", "MIT phrase")]
    [InlineData("MICROSOFT SOFTWARE LICENSE TERMS\r\n\r\nMICROSOFT .NET LIBRARY\r\n\r\nThese terms are an agreement", "LicenseRef-Microsoft-DotNet-Library phrase")]
    [InlineData("All rights reserved.", "")]
    public void References_are_stated(string text, string expected) =>
        Assert.Equal(expected, string.Join(',', Read(Encoding.UTF8.GetBytes(text)).Select(fact => $"{fact.Value} {fact.Arguments!["how"]}")));

    [Fact]
    public void Texts_in_UTF_16_and_RTF_are_read()
    {
        var text = Encoding.UTF8.GetString(Apache);
        var rtf = @"{\rtf1\ansi{\fonttbl{\f0 Arial;}}{\*\generator Writer;}\f0 " + text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("{", @"\{", StringComparison.Ordinal).Replace("}", @"\}", StringComparison.Ordinal).Replace("\"", @"\'93", StringComparison.Ordinal).ReplaceLineEndings("\\par\r\n") + "}";

        Assert.Equal("Apache-2.0", Assert.Single(Read([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(text)])).Value);
        var fact = Assert.Single(Read(Encoding.ASCII.GetBytes(rtf)));
        Assert.Equal(("Apache-2.0", PositionKind.None), (fact.Value, fact.PositionKind));
    }

    [Fact]
    public void Any_rich_text_is_read_to_its_end()
    {
        string[] pieces = ["{", "}", "\\", "\\par ", "\\u8220?", "\\u-1", "\\'9", "\\'", "\\*", "text", "{\\fonttbl", "\\~", "\u00E4"];
        var random = new Random(5);
        for (var i = 0; i < 3_000; i++)
        {
            var text = "{\\rtf1" + string.Concat(Enumerable.Range(0, random.Next(40)).Select(_ => pieces[random.Next(pieces.Length)]));

            Assert.Empty(Read(Encoding.UTF8.GetBytes(text)));
        }

        Assert.Empty(Read(Encoding.ASCII.GetBytes("{\\rtf1" + new string('{', 100_000) + "text")));
    }

    private static List<Fact> Read(byte[] bytes)
    {
        var writer = new FactWriter();
        LicenseTextAnalyzer.Analyze(bytes, writer);
        var facts = writer.ToFacts();
        return [.. facts.Records.Select(record => facts.Read(record))];
    }
}
