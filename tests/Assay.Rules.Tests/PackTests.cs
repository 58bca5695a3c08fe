using System.Text.Json;
using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class PackTests
{
    [Fact]
    public void A_pack_that_is_written_and_read_is_the_same()
    {
        using var files = RuleFiles.Valid().Add("behaviors/file/all-parts.yml", """
            title: Uses every part of the format.
            risk: suspicious
            chain: suspicious
            stage: draft
            was: [old-name]
            catalogue: [AB1001]
            when:
              within: type
              community: nuget
              all:
                - count: { at-least: 2, of: { behavior: { risk: [benign], category: network, chain: malicious } }, distinct: behavior }
                - process: cmd
                  args: [/c, { suffix: .exe }]
                - flow: [ call: C::C, call: D::D ]
                  proven: true
                - call: A::B
                  args: { 0: x, name: { contains: y }, '*': { exists: true } }
                - string: { regex: 'abcd[0-9]', literal: abcd, ignore-case: false }
                - url: { exists: true }
                  derivation: [recovered, folded]
            examples:
              fires: [{ facts: [] }]
              quiet: [{ facts: [], why: empty }]
            """);
        var pack = files.Read().Pack! with { Version = "1.2.3" };

        var bytes = Write(pack);
        var read = RulePackJson.Read(bytes);

        Assert.Equal(bytes, Write(read));
        Assert.Equal(JsonSerializer.Serialize(pack with { Sha256 = "" }), JsonSerializer.Serialize(read with { Sha256 = "" }));
        Assert.Equal("1.2.3", read.Version);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes)), read.Sha256);
    }

    [Fact]
    public void The_same_rules_give_the_same_bytes_whatever_the_order_of_reading()
    {
        Rule[] rules = [Rules.Behavior("a", "call: A::A"), Rules.Behavior("b", "call: B::B"), Rules.Policy("p", "behavior: a")];

        Assert.Equal(Write(Rules.Pack(rules)), Write(Rules.Pack([.. rules.Reverse()])));
    }

    [Fact]
    public void A_condition_hash_follows_the_meaning()
    {
        static string Hash(string when) => Rules.Pack(Rules.Behavior("a", when)).Behaviors[0].ConditionHash;

        Assert.Equal(Hash("any: [ call: A::A, call: B::B ]"), Hash("any: [ call: B::B, call: A::A ]"));
        Assert.Equal(Hash("string: Abcd"), Hash("string: aBCD"));
        Assert.NotEqual(Hash("call: A::A"), Hash("call: A::B"));
        Assert.NotEqual(Hash(@"string: { regex: 'abcd\d', literal: abcd }"), Hash(@"string: { regex: 'abcd\D', literal: abcd }"));
        Assert.Matches("^[0-9a-f]{16}$", Hash("call: A::A"));
    }

    [Fact]
    public void A_condition_hash_changes_with_the_behaviors_it_refers_to()
    {
        static string Hash(string behavior, string policy) => Rules.Pack(Rules.Behavior("a", behavior), Rules.Policy("p", policy)).Policies[0].ConditionHash;

        Assert.NotEqual(Hash("call: A::A", "behavior: a"), Hash("call: B::B", "behavior: a"));
        Assert.Equal(Hash("call: A::A", "behavior: a"), Hash("call: A::A", "behavior: { risk: [benign] }"));
    }

    private static byte[] Write(RulePack pack)
    {
        using var stream = new MemoryStream();
        RulePackJson.Write(pack, stream);
        return stream.ToArray();
    }
}
