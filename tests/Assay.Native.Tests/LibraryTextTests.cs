using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Native.Tests;

/// <summary>Recognises libraries by the texts that they keep.</summary>
public sealed class LibraryTextTests
{
    private const string SourceId = "2021-04-19 18:32:05 1b256d97b553a9611efca188a3d995a2fff712759044ba480f9a0c9e98fae886";

    [Theory]
    [InlineData(" deflate 1.2.11 Copyright 1995-2017 Jean-loup Gailly and Mark Adler \0", "zlib 1.2.11")]
    [InlineData("\0 inflate 1.3 Copyright 1995-2023 Mark Adler \0", "zlib 1.3")]
    [InlineData("\0OpenSSL 1.1.1k  25 Mar 2021\0", "openssl 1.1.1k")]
    [InlineData("\0OpenSSL 3.0.8 7 Feb 2023\0", "openssl 3.0.8")]
    [InlineData("\0libcurl/7.79.1\0", "curl 7.79.1")]
    [InlineData("\n libpng version 1.6.37 - April 14, 2019\n\0", "libpng 1.6.37")]
    [InlineData("\0expat_2.2.9\0", "expat 2.2.9")]
    [InlineData("SSH-2.0-libssh2_1.9.0\0", "libssh2 1.9.0")]
    [InlineData("SQLite format 3\0....\03.35.5\0....\0" + SourceId + "\0", "sqlite 3.35.5")]
    // Near misses: sentences, other makers, parts.
    [InlineData("uses deflate 1.2.11 or later\0", "")]
    [InlineData(" deflate 1.2.11.f-x Copyright 1995-2017\0", "")]
    [InlineData("\0OpenSSL 1.1.1 (compatible; BoringSSL)\0", "")]
    [InlineData("needs OpenSSL 1.1.1 or 3.0\0", "")]
    [InlineData("User-Agent: libcurl/7.79.1\0", "")]
    [InlineData("\0libcurl/7.79.1 OpenSSL\0", "")]
    [InlineData("\0expat_2.2.9-beta\0", "")]
    [InlineData("SQLite format 3\0....\03.35.5\0", "")]
    [InlineData("SQLite format 3\0....\03.35.5\0..\03.36.0\0..\0" + SourceId + "\0", "")]
    [InlineData("SQLite format 3\0....\03.0.8\0..\0" + SourceId + "\0", "")]
    [InlineData("\0libcurl/7\0\0libcurl/7.1.2.3.4\0\0libcurl/.1\0\0libcurl/1.\0", "")]
    public void In_every_format(string text, string expected)
    {
        var bytes = Encoding.Latin1.GetBytes(text);

        Assert.Equal(expected, Libraries(Read.Elf(new ElfBuilder { Code = bytes }.Build())));
        Assert.Equal(expected, Libraries(Read.MachO([.. new MachOBuilder().Build(), .. bytes])));
        Assert.Equal(expected, Libraries(Read.Pe(new PeBuilder { Overlay = bytes }.Build())));
    }

    [Fact]
    public void Each_library_and_version_is_said_once_where_its_text_stands_and_their_number_is_limited()
    {
        var text = string.Concat(Enumerable.Range(0, 500).Select(number => $"\0libcurl/7.{number / 2}.0\0"));
        var image = new ElfBuilder { Code = Encoding.Latin1.GetBytes(text) }.Build();
        var facts = Read.Elf(image).Of(FactKind.Metadata).Where(fact => fact.Value == "image.library").ToArray();

        Assert.InRange(facts.Length, 5, 20);
        Assert.Equal(facts.Length, facts.Select(fact => fact.Arguments!["version"]).Distinct().Count());
        Assert.StartsWith("\0libcurl/7.0.0", Encoding.Latin1.GetString(image, facts[0].Position, 20), StringComparison.Ordinal);
    }

    [Fact]
    public void Cut_texts_are_read_to_the_end_of_the_file()
    {
        var whole = Encoding.Latin1.GetBytes("SQLite format 3\0\03.35.5\0" + SourceId + "\0 deflate 1.2.11 Copyright 1995-2017\0OpenSSL 1.1.1k  25 Mar 2021\0libcurl/7.79.1\0 libpng version 1.6.37 - \0expat_2.2.9\0SSH-2.0-libssh2_1.9.0\0");
        var image = new ElfBuilder().Build();
        for (var length = 0; length < whole.Length; length++)
        {
            Assert.Empty(Read.Elf([.. image, .. whole[..length]]).Problems);
        }
    }

    private static string Libraries(Read read) => string.Join(", ", read.Of(FactKind.Metadata).Where(fact => fact.Value == "image.library").Select(fact => $"{fact.Arguments!["value"]} {fact.Arguments["version"]}"));
}
