using System.Collections.Frozen;

namespace Assay.Model;

/// <summary>Knows letters of other scripts that are drawn like Latin ones (UTS #39, confusables of single letters).</summary>
/// <remarks>
/// Only pairs that a reader cannot tell apart in common fonts: Greek small letters other than omicron are left out, because formulas are written with them.
/// </remarks>
public static class LookAlikeLetters
{
    private static readonly FrozenDictionary<char, (char Latin, string Script)> Letters = Table(
        ("Cyrillic", "аa вb сc ԁd еe һh іi јj ӏl оo рp ԛq ѕs уy үy ѵv ԝw хx АA ВB СC ЕE ԌG НH ІI ЈJ КK МM ОO РP ԚQ ЅS ТT ѴV ԜW ХX УY ҮY ӀI"),
        ("Greek", "οo ϲc ϳj ΑA ΒB ϹC ΕE ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΧX ΥY ΖZ"),
        ("Armenian", "օo ոn սu հh ցg զq ՕO ՍU ԼL ՏS"),
        ("Cherokee", "ᎠD ᎡR ᎢT ᎥI ᎪA ᎫJ ᎬE ᎳW ᎷM ᎻH ᏀG ᏃZ ᏔW ᏚS ᏙV ᏞL ᏟC ᏢP ᏦK ᏴB"),
        ("number forms", "ⅠI ⅤV ⅩX ⅬL ⅭC ⅮD ⅯM ⅰi ⅴv ⅹx ⅼl ⅽc ⅾd ⅿm"));

    /// <summary>Finds a name that mixes Latin letters with letters of another script, each of which looks like a Latin one; gives that script.</summary>
    /// <remarks>A single letter of the other script without a Latin double (<c>б</c>) makes the name a word of that script with a typing error.</remarks>
    public static bool AreMixedIn(ReadOnlySpan<char> name, out string script)
    {
        script = "";
        var latin = false;
        foreach (var letter in name)
        {
            if (char.IsAsciiLetter(letter))
            {
                latin = true;
            }
            else if (letter > 0x7F)
            {
                if (Letters.TryGetValue(letter, out var known))
                {
                    script = script.Length == 0 ? known.Script : script;
                }
                else if (char.IsLetter(letter) && !IsLatin(letter))
                {
                    return false;
                }
            }
        }

        return latin && script.Length > 0;
    }

    /// <summary>Finds a word of a path that mixes letters so. A name in another script under a Latin ending or in a Latin folder misleads nobody.</summary>
    public static bool AreMixedInWordOf(ReadOnlySpan<char> path, out string script)
    {
        foreach (var word in path.SplitAny('/', '\\', '.', ' ', '-', '_'))
        {
            if (AreMixedIn(path[word], out script))
            {
                return true;
            }
        }

        script = "";
        return false;
    }

    /// <summary>Writes a name as a reader sees it: look-alike letters as the Latin ones.</summary>
    public static string AsSeen(ReadOnlySpan<char> name)
    {
        var seen = name.ToArray();
        for (var i = 0; i < seen.Length; i++)
        {
            seen[i] = Letters.TryGetValue(seen[i], out var known) ? known.Latin : seen[i];
        }

        return new string(seen);
    }

    // Latin-1 letters to Latin Extended-B, and Latin Extended Additional.
    private static bool IsLatin(char letter) => letter is <= '\u024F' or (>= '\u1E00' and <= '\u1EFF');

    private static FrozenDictionary<char, (char, string)> Table(params (string Script, string Pairs)[] rows) => rows
        .SelectMany(row => row.Pairs.Split(' ').Select(pair => (Letter: pair[0], Latin: pair[1], row.Script)))
        .ToFrozenDictionary(row => row.Letter, row => (row.Latin, row.Script));
}
