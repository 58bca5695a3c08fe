using System.Text.Json;
using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class PackTests
{
    [Fact]
    public void A_pack_that_is_written_and_read_is_the_same()
    {
        var pack = WithAllParts();

        var bytes = RulePackFile.Write(pack);
        var read = RulePackFile.Read(bytes);

        Assert.Equal(bytes, RulePackFile.Write(read));
        Assert.Equal(JsonSerializer.Serialize(pack with { Sha256 = "" }), JsonSerializer.Serialize(read with { Sha256 = "" }));
        Assert.Equal("1.2.3", read.Version);
        Assert.Equal(RulePackFile.WithHash(pack).Sha256, read.Sha256);
        Assert.Equal(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(bytes.AsSpan(37))), read.Sha256);
    }

    [Fact]
    public void Predicates_that_are_written_alike_are_one_and_others_are_not()
    {
        var pack = Rules.Pack(Rules.Behavior("a", "call: A::A"), Rules.Behavior("b", "call: A::A"), Rules.Behavior("c", "call: A::a"), Rules.Behavior("d", "field: A::A"));

        var facts = RulePackFile.Read(RulePackFile.Write(pack)).Behaviors.Select(rule => rule.When.Fact).ToArray();

        Assert.Same(facts[0], facts[1]);
        Assert.Equal(3, facts.Distinct<object?>(ReferenceEqualityComparer.Instance).Count());
    }

    [Fact]
    public void A_pack_that_is_cut_short_or_goes_on_is_none()
    {
        var bytes = RulePackFile.Write(WithAllParts());

        for (var length = 0; length < bytes.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => RulePackFile.Read(bytes.AsSpan(0, length)));
        }

        Assert.Throws<InvalidDataException>(() => RulePackFile.Read([.. bytes, 0]));
    }

    [Fact]
    public void A_changed_byte_gives_a_pack_or_says_that_it_is_none()
    {
        var bytes = RulePackFile.Write(WithAllParts());
        var broken = 0;
        for (var at = 0; at < bytes.Length; at++)
        {
            foreach (var value in (byte[])[0, 1, 0x7F, 0x80, 0xFF])
            {
                var changed = bytes.ToArray();
                changed[at] = value;
                try
                {
                    Assert.NotNull(RulePackFile.Read(changed));
                }
                catch (InvalidDataException)
                {
                    broken++;
                }
            }
        }

        // Of texts and of the hash every byte may be another.
        Assert.InRange(broken, bytes.Length / 10, bytes.Length * 5);
    }

    [Theory]
    [InlineData("form of another version", 4, new byte[] { RulePackFile.Form + 1 })]
    [InlineData("four thousand million texts", 37, new byte[] { 0xFF, 0xFF, 0xFF, 0xFF, 0x0F })]
    [InlineData("a number without end", 37, new byte[] { 0x80, 0x80, 0x80, 0x80, 0x80, 0x80 })]
    public void What_no_version_writes_is_none(string what, int at, byte[] instead)
    {
        var bytes = RulePackFile.Write(WithAllParts());
        instead.CopyTo(bytes, at);

        Assert.True(Record.Exception(() => RulePackFile.Read(bytes)) is InvalidDataException, what);
    }

    [Fact]
    public void Conditions_without_end_are_no_pack()
    {
        static Condition Nested(int levels)
        {
            var condition = new Condition { Kind = ConditionKind.Any };
            for (; levels > 1; levels--)
            {
                condition = new Condition { Kind = ConditionKind.Not, Children = [condition] };
            }

            return condition;
        }

        var pack = Rules.Pack(Rules.Behavior("a", "call: A::A"));
        byte[] Written(int levels) => RulePackFile.Write(pack with { Behaviors = [pack.Behaviors[0] with { When = Nested(levels) }] });

        Assert.Single(RulePackFile.Read(Written(RulePackFile.MaximumDepth)).Behaviors);
        Assert.Throws<InvalidDataException>(() => RulePackFile.Read(Written(RulePackFile.MaximumDepth + 1)));
    }

    private static RulePack WithAllParts()
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
        return files.Read().Pack! with { Version = "1.2.3" };
    }

    [Fact]
    public void The_same_rules_give_the_same_bytes_whatever_the_order_of_reading()
    {
        Rule[] rules = [Rules.Behavior("a", "call: A::A"), Rules.Behavior("b", "call: B::B"), Rules.Policy("p", "behavior: a")];

        Assert.Equal(RulePackFile.Write(Rules.Pack(rules)), RulePackFile.Write(Rules.Pack([.. rules.Reverse()])));
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
}
