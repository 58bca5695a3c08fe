using System.Text;
using Assay.Licenses.Recognition;
using Assay.TestInputs;

namespace Assay.Licenses.Tests;

public sealed class LicenseRecognizerTests
{
    private static readonly string Short = Words(1, 160);
    private static readonly string Long = Words(2, 2_400);

    [Fact]
    public void Texts_are_found_one_after_the_other_with_their_places()
    {
        var document = $"{Words(9, 300)}\n\n{Short}\n\n{Words(10, 80)}\n\n{Long}\n\n{Short}";

        var found = Find(document, ("A", Short), ("B", Long));

        Assert.Equal(["A 100", "B 100", "A 100"], found.Select(text => $"{text.Id} {text.Similarity}"));
        Assert.Equal([document.IndexOf(Short, StringComparison.Ordinal), document.IndexOf(Long, StringComparison.Ordinal), document.LastIndexOf(Short, StringComparison.Ordinal)], found.Select(text => text.Offset));
    }

    [Fact]
    public void Case_line_breaks_punctuation_and_british_spelling_do_not_count()
    {
        const string Text = "You may licence the Software, without any implied warranty of non-infringement or merchantability, whatever the favour was that somebody once did to its author.";

        Assert.Equal(100, Assert.Single(Find(Text, ("A", "YOU MAY LICENSE THE\nSOFTWARE without any implied warranty\nof NONINFRINGEMENT or merchantability\n * whatever the favor was that somebody once did to its author"))).Similarity);
    }

    [Fact]
    public void Of_a_text_and_a_longer_one_that_holds_it_the_one_wins_that_is_there()
    {
        var longer = Short + " " + Words(3, 40);

        Assert.Equal("short", Assert.Single(Find(Short, ("short", Short), ("longer", longer))).Id);
        Assert.Equal("longer", Assert.Single(Find(longer, ("short", Short), ("longer", longer))).Id);
    }

    [Fact]
    public void A_text_with_other_names_in_it_is_still_found_and_half_a_text_is_not()
    {
        var words = Long.Split(' ');
        var renamed = string.Join(' ', words.Select((word, i) => i % 60 == 0 ? "contoso" : word));
        var half = string.Join(' ', words.Take(words.Length / 2));

        Assert.InRange(Assert.Single(Find(renamed, ("A", Long))).Similarity, 82, 99);
        Assert.Empty(Find(half, ("A", Long)));
    }

    [Fact]
    public void The_same_sentences_in_another_order_are_no_copy()
    {
        var words = Long.Split(' ');
        var turned = string.Join(' ', words.Chunk(12).Reverse().SelectMany(chunk => chunk));

        Assert.Empty(Find(turned, ("A", Long)));
    }

    [Fact]
    public void A_title_and_lines_of_copyright_may_differ()
    {
        var kept = $"The Contoso License\n\nCopyright (c) <year> <owner>\n\n{Short}";
        var document = $"Fabrikam\n\nCopyright (c) 2001, 2002 Fabrikam and a long list of others\n(c) 2003 somebody\n\n{Short}";

        Assert.Equal(100, Assert.Single(Find(document, ("A", kept))).Similarity);
    }

    [Fact]
    public void A_phrase_must_be_there_word_by_word()
    {
        var table = new PrintTable([TextPrinter.Print("A", "contoso software license terms for everybody", isPhrase: true)]);

        Assert.True(Assert.Single(new LicenseRecognizer(table).Find("These are the CONTOSO Software License Terms for everybody."u8, out _)).IsPhrase);
        Assert.Empty(new LicenseRecognizer(table).Find("These are the Contoso software license terms, written for everybody."u8, out _));
    }

    [Fact]
    public void The_licence_of_this_repository_is_recognised() =>
        Assert.Equal("Apache-2.0", Assert.Single(LicenseIndex.Default.FindTexts(File.ReadAllBytes(Path.Combine(Checkout.Root, "LICENSE")), out _), text => !text.IsPhrase).Id);

    [Fact]
    public void A_text_that_repeats_what_licences_say_is_read_to_a_limit()
    {
        // Runs that stand in dozens of licences, again and again.
        var sentence = "Permission is hereby granted free of charge to any person obtaining a copy of this software and associated documentation files the Software to deal in the Software without restriction including without limitation the rights to use copy modify merge publish distribute sublicense and or sell copies of the Software ";
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(sentence, 20_000)));

        LicenseIndex.Default.FindTexts(bytes, out var isComplete);

        Assert.False(isComplete);
    }

    [Fact]
    public void Any_bytes_are_read_with_the_same_result_twice()
    {
        var text = File.ReadAllBytes(Path.Combine(Checkout.Root, "LICENSE"));
        var random = new Random(7);
        for (var i = 0; i < 60; i++)
        {
            var mutated = text.ToArray();
            for (var change = 0; change < 1 << (i % 12); change++)
            {
                mutated[random.Next(mutated.Length)] = (byte)random.Next(256);
            }

            Assert.Equal(LicenseIndex.Default.FindTexts(mutated, out _), LicenseIndex.Default.FindTexts(mutated, out _));
        }
    }

    private static List<RecognizedText> Find(string document, params (string Id, string Text)[] texts) =>
        new LicenseRecognizer(new PrintTable([.. texts.Select(text => TextPrinter.Print(text.Id, text.Text, isPhrase: false))])).Find(Encoding.UTF8.GetBytes(document), out _);

    // Text that no licence has: words made of syllables.
    private static string Words(int seed, int count)
    {
        var random = new Random(seed);
        string[] syllables = ["ba", "co", "di", "fu", "ge", "ho", "ku", "la", "mi", "no", "pe", "ra", "so", "tu", "wi", "za"];
        return string.Join(' ', Enumerable.Range(0, count).Select(_ => string.Concat(Enumerable.Range(0, random.Next(1, 4)).Select(_ => syllables[random.Next(syllables.Length)]))));
    }
}
